using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using SynthTool.Build;
using SynthTool.Store;

namespace SynthTool.Cli;

/// <summary>A starter dataset that travels inside the tool.</summary>
/// <param name="Name">The folder's name below <c>templates/</c>.</param>
/// <param name="Files">Relative paths with <c>/</c>, in ordinal order.</param>
internal sealed record Recipe(string Name, ImmutableArray<RecipeFile> Files)
{
    private const string Prefix = "templates/";
    private const string DefinitionSuffix = ".synth.yaml";
    private const string LockSuffix = ".synth.lock";

    /// <summary>All recipes of the tool, in ordinal order of their names.</summary>
    public static ImmutableArray<Recipe> All(Assembly tool) =>
    [
        .. tool.GetManifestResourceNames()
            .Select(resource => (Resource: resource, Path: resource.Replace('\\', '/')))
            .Where(r => r.Path.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(r => (r.Resource, Parts: r.Path[Prefix.Length..].Split('/', 2)))
            .Where(r => r.Parts.Length == 2)
            .GroupBy(r => r.Parts[0], r => new RecipeFile(r.Parts[1], Read(tool, r.Resource)), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Recipe(g.Key, [.. g.OrderBy(f => f.Path, StringComparer.Ordinal)])),
    ];

    /// <summary>What it shows, in one line; empty when it does not say.</summary>
    public string Description => Definition is { } definition ? DatasetName.DescriptionIn(definition.Text) ?? "" : "";

    private RecipeFile? Definition => Files.FirstOrDefault(f => f.Path.EndsWith(DefinitionSuffix, StringComparison.Ordinal) && !f.Path.Contains('/', StringComparison.Ordinal));

    /// <summary>The recipe as a dataset of another name: its definition's file, the name in it, and where pages speak of both.</summary>
    /// <remarks>The lock speaks of the name by the definition's digest alone.</remarks>
    public Recipe As(string dataset)
    {
        var definition = Definition;
        var old = definition is null ? null : DatasetName.In(definition.Text);
        var stem = definition?.Path[..^DefinitionSuffix.Length];
        return old is null || (old == dataset && stem == dataset)
            ? this
            : this with { Files = [.. Files.Select(f => Renamed(f, definition!, old, stem!, dataset))] };
    }

    private static RecipeFile Renamed(RecipeFile file, RecipeFile definition, string old, string stem, string dataset) => file switch
    {
        _ when file == definition => AsNamed(file, old, dataset),
        _ when file.Path == stem + LockSuffix => file.With(
            dataset + LockSuffix, text => text.Replace(DigestOf(definition), DigestOf(AsNamed(definition, old, dataset)), StringComparison.Ordinal)),
        _ when file.Path.EndsWith(".md", StringComparison.Ordinal) && !file.Path.Contains('/', StringComparison.Ordinal) => file.With(
            file.Path,
            text => text
                .Replace($"# {old}\n", $"# {dataset}\n", StringComparison.Ordinal)
                .Replace($"out/{old}", $"out/{dataset}", StringComparison.Ordinal)
                .Replace(stem + ".synth.", dataset + ".synth.", StringComparison.Ordinal)
                .Replace($"{old}: ", $"{dataset}: ", StringComparison.Ordinal)),
        _ => file,
    };

    private static RecipeFile AsNamed(RecipeFile definition, string old, string dataset) =>
        definition.With(dataset + DefinitionSuffix, text => text.Replace($"dataset: {old}", $"dataset: {dataset}", StringComparison.Ordinal));

    private static string DigestOf(RecipeFile definition) => ContentHash.Of(definition.Bytes.AsSpan()).ToString();

    private static ImmutableArray<byte> Read(Assembly tool, string resource)
    {
        using var stream = tool.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return [.. bytes];
    }
}

/// <summary>One file of a recipe.</summary>
internal sealed record RecipeFile(string Path, ImmutableArray<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.AsSpan());

    public RecipeFile With(string path, Func<string, string> edit) => new(path, [.. Encoding.UTF8.GetBytes(edit(Text))]);
}
