using System.Collections.Immutable;
using System.Text;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

/// <summary>A repository with seed files, and what scanning them gives.</summary>
internal sealed class SeedFolder : IDisposable
{
    private static readonly SourcePlace Written = new("d.synth.yaml", 3, 9);
    private readonly string path = Directory.CreateTempSubdirectory("synth-seeds-").FullName;

    public SeedFolder() => Root = RepositoryRoot.Find(path);

    public RepositoryRoot Root { get; }

    public string CachePath => PathOf(".synth/cache/seeds.scan");

    public void Dispose() => Directory.Delete(path, recursive: true);

    public string PathOf(string name) => Path.Combine(path, name);

    public SeedFolder With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public SeedFolder With(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
        return this;
    }

    public static SourceDefinition Source(string from, params string[] key) => new()
    {
        Place = Written,
        From = [.. from.Split(' ').Select(At)],
        Key = [.. key.Select(At)],
    };

    public static Located<string> At(string value) => new(value, Written);

    public static DefinitionPart Part(string path) => new(path, Written);

    public static Expression Where(string text) => Expression.Parse(text, Written).Value!;

    public SeedSet Scan(params SourceDefinition[] sources) => Scan(new SeedScanOptions(), sources);

    public SeedSet Scan(SeedScanOptions options, params SourceDefinition[] sources) => SeedScan.Run(Root, sources, options);
}

/// <summary>What tests look at.</summary>
internal static class SeedSetExtensions
{
    public static ImmutableArray<Seed> All(this SeedSet set) => [.. set.Partitions.SelectMany(set.Read)];

    public static IEnumerable<string> Keys(this SeedSet set) => set.All().Select(s => s.Key);

    public static IEnumerable<string> Values(this SeedSet set) => set.All().Select(s => s.Value.GetRawText());

    /// <summary>The findings as <c>code place</c>.</summary>
    public static IEnumerable<string> Found(this SeedSet set) => set.Findings.Select(f => $"{f.Kind.Code} {f.Place}");

    public static Diagnostic TheFinding(this SeedSet set) => Assert.Single(set.Findings);

    /// <summary>Everything that a scan says, in one text.</summary>
    public static string Told(this SeedSet set)
    {
        var text = new StringBuilder();
        foreach (var partition in set.Partitions)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{partition.Index} {partition.FirstKey} {partition.Count} {partition.Digest}");
        }

        foreach (var input in set.Inputs)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{input.Count} {input.Digest} {string.Join(' ', input.Files)} {string.Join(' ', input.Folders)}");
        }

        foreach (var finding in set.Findings)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{finding.Kind.Code} {finding.Place} {finding.Message}");
        }

        return text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{set.Count} {set.OrderDigest} {set.Shape.ToText()}").ToString();
    }
}
