using System.Text.Json;
using SynthTool.Differences;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;
using SynthTool.Shards;
using SynthTool.Testing;

namespace SynthTool.Tests.Differences;

/// <summary>Compares states of a dataset, and reads its shards by themselves.</summary>
internal static class TwoStates
{
    public static Task<DiffOutcome> DiffAsync(this TestDataset dataset, MemoryRevisions revisions, Revision? from, Revision? to = null, int rows = 1000) =>
        DatasetDiff.RunAsync(dataset.Workspace(), dataset.Definition, new DiffRange(from, to), new DiffOptions(rows, 2), revisions, CancellationToken.None);

    /// <summary>Every row of the built shards by output and id, as its split and its values in the order of their names.</summary>
    public static SortedDictionary<string, string> ShippedRows(this TestDataset dataset)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var manifest = ManifestFormat.Read(File.ReadAllBytes(dataset.InRoot("out/set/manifest.json")), "manifest.json").Value!;
        foreach (var (output, split, file) in from o in manifest.Outputs from s in o.Splits from f in s.Files select (o, s, f))
        {
            using var shard = File.OpenRead(dataset.InRoot($"out/set/{file.Path}"));
            foreach (var row in ParquetRows.Read(shard))
            {
                var values = output.Columns.Zip(Values(row)).OrderBy(v => v.First.Name, StringComparer.Ordinal).ToList();
                var id = values.First(v => v.First.Name == "id").Second.GetString()!;
                rows.Add($"{output.Name}/{id}", $"{split.Name} {string.Join(' ', values.Select(v => $"{v.First.Name}={System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(v.Second))}"))}");
            }
        }

        return rows;

        static IEnumerable<JsonElement> Values(IReadOnlyList<JsonElement> row) => row;
    }

    /// <summary>What a diff says of rows: kind, output and id, sorted.</summary>
    public static IReadOnlyList<string> Said(this DiffOutcome outcome) =>
        [.. outcome.Outputs.SelectMany(o => o.Rows.Select(r => $"{r.Kind} {o.Name}/{r.Id}")).Order(StringComparer.Ordinal)];

    /// <summary>What a row-by-row comparison says.</summary>
    public static IReadOnlyList<string> Naive(SortedDictionary<string, string> from, SortedDictionary<string, string> to) =>
        [.. from.Keys.Union(to.Keys, StringComparer.Ordinal)
            .Where(id => from.GetValueOrDefault(id) != to.GetValueOrDefault(id))
            .Select(id => $"{(!from.ContainsKey(id) ? DiffKind.Added : !to.ContainsKey(id) ? DiffKind.Removed : DiffKind.Changed)} {id}")
            .Order(StringComparer.Ordinal)];
}
