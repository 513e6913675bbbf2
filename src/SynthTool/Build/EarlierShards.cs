using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The shards that the last build left, by its lock and its manifest, and how they lie there now.</summary>
internal static class EarlierShards
{
    /// <param name="now">The shards that the dataset has now; null while that is not known.</param>
    public static ImmutableArray<EarlierShard> Of(BuildSession session, OutputPlan? now)
    {
        // A lock without shards may be the one that could not be read: the manifest then still knows them.
        var recorded = session.Lock.Shards.Select(s => (Path: s.Key, s.Value.Output, s.Value.Split, s.Value.Rows, s.Value.Sha256))
            .Concat(OfManifest(session.Manifest))
            .DistinctBy(s => s.Path, StringComparer.Ordinal)
            .ToList();
        var planned = now?.Shards.Select(s => s.Path).ToHashSet(StringComparer.Ordinal);
        var held = recorded.Count == 0 ? [] : Held(session);
        return [.. recorded.Select(s =>
        {
            var path = $"{FolderOf(session)}/{s.Path}";
            var stays = planned?.Contains(s.Path);
            return new EarlierShard(
                path, s.Output, s.Split, s.Rows, held.GetValueOrDefault(s.Path, []),
                Disk.FileExists(session.Workspace.Root.Absolute(path)),
                stays is true ? now!.Intact.ContainsKey(s.Path) : OutputPlan.IsIntact(session, path, s.Sha256),
                stays);
        })];
    }

    private static string FolderOf(BuildSession session) => session.RenamedFrom is { } was ? Manifest.FolderOf(was) : session.OutputFolder;

    private static IEnumerable<(string Path, string Output, string Split, long Rows, ContentHash Sha256)> OfManifest(Manifest? manifest) =>
        from output in manifest?.Outputs ?? []
        from split in output.Splits
        from file in split.Files
        select (file.Path, output.Name, split.Name, file.Rows, file.Sha256);

    /// <summary>By path, the first keys of the partitions that each shard holds: placed once more as the last build did. A shard's name proves that it is the same.</summary>
    private static Dictionary<string, ImmutableArray<string>> Held(BuildSession session)
    {
        var held = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var partitions = session.EarlierPartitions;
        var records = RecordFile.Read(session.Cache.Records, session.Workspace.ToolVersion);
        if (partitions.Length == 0 || records.Count == 0)
        {
            return held;
        }

        var last = records.Keys.Max(k => k.Stage);
        var ended = partitions.Select(p => records.GetValueOrDefault(TraceKey.Of(last, p.FirstKey))).OfType<PartitionRecord>().ToList();
        if (ended.Count < partitions.Length)
        {
            return held;
        }

        for (var i = 0; i < session.Projections.Length; i++)
        {
            var output = session.Definition.Outputs[i];
            var slices = ended.SelectMany(r => r.Slices.Where(s => s.Output == session.OutputDigests[i]).Take(1)).Select(s => s.Slice).ToList();
            if (slices.Count < partitions.Length)
            {
                continue; // the output was another one then
            }

            var splits = session.Splits.Union(session.Lock.Shards.Values.Where(s => s.Output == output.Name.Value).Select(s => s.Split), StringComparer.Ordinal).ToList();
            var placed = Placement.Of(
                output.Name.Value, OutputColumns.Of(session.Projections[i], slices, new Findings()), output.SeedsPerShard, splits,
                [.. partitions.Select((p, at) => new PlacedPartition(p.FirstKey, p.Count, slices[at]))]);
            foreach (var shard in placed)
            {
                held[shard.Path] = [.. partitions.Skip(shard.FirstPartition).Take(shard.Partitions).Select(p => p.FirstKey)];
            }
        }

        return held;
    }
}

/// <summary>A shard of the last build.</summary>
/// <param name="Path">The repository path.</param>
/// <param name="Partitions">The first keys of the partitions that it holds; empty when that is not known, and for a split without rows.</param>
/// <param name="Exists">Whether a file lies there.</param>
/// <param name="IsIntact">Whether it is as it was written.</param>
/// <param name="Stays">Whether the dataset still has it; null while that is not known.</param>
internal sealed record EarlierShard(
    string Path, string Output, string Split, long Rows, ImmutableArray<string> Partitions, bool Exists, bool IsIntact, bool? Stays);
