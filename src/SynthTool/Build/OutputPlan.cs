using System.Collections.Immutable;
using SynthTool.Files;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The shards that the dataset has now, and which of them lie there already.</summary>
/// <param name="Sets">What the shards of each output are written from.</param>
/// <param name="Shards">In output, split and placement order.</param>
/// <param name="Intact">Those whose file is as an earlier build wrote it, with its digest.</param>
internal sealed record OutputPlan(
    ImmutableSortedDictionary<string, ShardSet> Sets, ImmutableArray<ShardPlan> Shards, ImmutableDictionary<string, WrittenShard> Intact)
{
    public static OutputPlan Of(BuildSession session, Evaluation evaluation)
    {
        var sets = ImmutableSortedDictionary.CreateBuilder<string, ShardSet>(StringComparer.Ordinal);
        var shards = ImmutableArray.CreateBuilder<ShardPlan>();
        for (var i = 0; i < session.Projections.Length; i++)
        {
            var output = session.Definition.Outputs[i];
            var slices = session.Seeds.Partitions.Select(p => evaluation.Final(p.Index)!.Slices[i].Slice).ToList();
            var columns = OutputColumns.Of(session.Projections[i], slices, session.Findings);
            sets.Add(output.Name.Value, new ShardSet(session.Projections[i], columns));
            shards.AddRange(Placement.Of(
                output.Name.Value, columns, output.SeedsPerShard, session.Splits,
                [.. session.Seeds.Partitions.Select((p, at) => new PlacedPartition(p.FirstKey, p.Count, slices[at]))]));
        }

        return new OutputPlan(sets.ToImmutable(), shards.ToImmutable(), IntactOf(session, shards));
    }

    private static ImmutableDictionary<string, WrittenShard> IntactOf(BuildSession session, IEnumerable<ShardPlan> shards)
    {
        var intact = ImmutableDictionary.CreateBuilder<string, WrittenShard>(StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            if (session.Options.Rehearse || Recorded(session, shard) is not { } recorded)
            {
                continue;
            }

            var path = $"{session.OutputFolder}/{shard.Path}";
            if (IsIntact(session, path, recorded) && FileStamp.Of(session.Workspace.Root.Absolute(path)) is { } stamp)
            {
                intact[shard.Path] = new WrittenShard(shard, recorded, stamp.Size);
            }
        }

        return intact.ToImmutable();
    }

    /// <summary>The digest of the file's bytes: the lock's, or that of the manifest which a build wrote that did not come to write its lock.</summary>
    private static ContentHash? Recorded(BuildSession session, ShardPlan shard) =>
        session.Lock.Shards.TryGetValue(shard.Path, out var locked) ? locked.Sha256
        : session.Manifest?.Files.FirstOrDefault(f => f.Path == shard.Path)?.Sha256;

    /// <summary>Whether a file is there with these bytes: by its stamp when an earlier build left one, else by reading it.</summary>
    public static bool IsIntact(BuildSession session, string path, ContentHash recorded) =>
        FileStamp.Of(session.Workspace.Root.Absolute(path)) is { IsFolder: false } stamp && IsIntact(session, path, stamp, recorded);

    private static bool IsIntact(BuildSession session, string path, FileStamp stamp, ContentHash recorded) =>
        (session.Quick?.Files.FirstOrDefault(f => f.Path == path) is { IsRacy: false, Stamp: { } known } && known == stamp)
        || FileDigest.Of(session.Workspace.Root.Absolute(path)) == recorded;
}
