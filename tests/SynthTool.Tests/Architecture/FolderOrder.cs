using System.Text.RegularExpressions;

namespace SynthTool.Tests.Architecture;

/// <summary>A folder may know the ones before it, never the ones after it; a package is used where the map says.</summary>
public sealed partial class FolderOrder
{
    private static readonly string[] FloorFirst =
    [
        "Diagnostics", "Files", "Formats", "Store", "Expressions", "Definition", "Seeds", "Prompts", "Teachers", "Steps", "Generation",
        "Curation", "Metrics", "Shards", "Exports", "Drafts", "Build", "Differences", "Report",
    ];

    private static readonly Dictionary<string, string[]> PackageFolders = new(StringComparer.Ordinal)
    {
        ["Scriban"] = ["Expressions", "Prompts"],
        ["Parquet"] = ["Formats"],
        ["YamlDotNet"] = ["Formats"],
        ["NJsonSchema"] = ["Formats"],
        ["CsvHelper"] = ["Formats"],
        ["Microsoft.Extensions.AI"] = ["Teachers"],
    };

    public static TheoryData<string> Folders => [.. FloorFirst];

    [Theory]
    [MemberData(nameof(Folders))]
    public void AFolderUsesOnlyTheOnesBeforeIt(string folder)
    {
        var later = FloorFirst.SkipWhile(f => f != folder).Skip(1).ToHashSet(StringComparer.Ordinal);
        var offences = FilesOf(folder)
            .SelectMany(file => Uses().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(later.Contains).Select(used => $"{Shown(file)} uses {used}"))
            .Distinct();

        Assert.Empty(offences);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void ANamespaceIsItsFolder(string folder)
    {
        var offences = FilesOf(folder).Where(file =>
            Namespace().Match(File.ReadAllText(file)).Groups[1].Value != "SynthTool." + Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.'));

        Assert.Empty(offences.Select(Shown));
    }

    [Fact]
    public void EveryFolderHasItsPlaceInTheOrder() =>
        Assert.Equal(FloorFirst.Order(StringComparer.Ordinal), Directory.GetDirectories(Source).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj")).Order(StringComparer.Ordinal)!);

    [Fact]
    public void APackageIsUsedOnlyInItsFolders()
    {
        var offences =
            from folder in FloorFirst
            from file in FilesOf(folder)
            from Match use in Usings().Matches(File.ReadAllText(file))
            from package in PackageFolders
            where (use.Groups[1].Value == package.Key || use.Groups[1].Value.StartsWith(package.Key + ".", StringComparison.Ordinal)) && !package.Value.Contains(folder)
            select $"{Shown(file)} uses {package.Key}";

        Assert.Empty(offences.Distinct());
    }

    private static string Source => Path.Combine(Repository.Root, "src", "SynthTool");

    private static string[] FilesOf(string folder) => Directory.GetFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories);

    private static string Shown(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(@"\b(?:using (?:static )?SynthTool\.|(?<![\w.])SynthTool\.)(\w+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static |\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
