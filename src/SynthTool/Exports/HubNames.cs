using SynthTool.Shards;

namespace SynthTool.Exports;

/// <summary>The names that Hugging Face's tools give to the files of a split.</summary>
internal static class HubNames
{
    /// <summary>A copy of the manifest whose files have the names under which they are handed on.</summary>
    public static Manifest Of(Manifest built) => built with
    {
        Outputs = [.. built.Outputs.Select(o => o with { Splits = [.. o.Splits.Select(s => s with { Files = [.. s.Files.Select((f, i) => f with { Path = Name(o, s, i) })] })] })],
    };

    /// <summary>The card of the built dataset, with the new names and as seen from its own folder.</summary>
    public static string Card(string card, Manifest built, Manifest named) => built.Files.Zip(named.Files)
        .Aggregate(card, (text, pair) => text.Replace(YamlText.Quote(pair.First.Path), YamlText.Quote(pair.Second.Path), StringComparison.Ordinal))
        .Replace($"load_dataset({YamlText.Quote(Manifest.FolderOf(built.Dataset))}", "load_dataset(\".\"", StringComparison.Ordinal);

    private static string Name(ManifestOutput output, ManifestSplit split, int number) =>
        FormattableString.Invariant($"{output.Name}/{split.Name}-{number:D5}-of-{split.Files.Length:D5}.parquet");
}
