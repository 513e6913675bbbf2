using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Shards;

namespace SynthTool.Differences;

/// <summary>Compares two locks, and reads rows from stored blocks of the partitions that differ: no seed is read and no step runs.</summary>
internal static class LockedSides
{
    /// <summary>Whether both sides are known from their locks; else they are to be made again.</summary>
    public static bool TryOpen(Workspace workspace, string definition, DiffSide from, DiffSide to)
    {
        if (!(from is { Exists: true, IsSettled: true } && to is { Exists: true, IsSettled: true } && from.LockText.Length > 0 && to.LockText.Length > 0))
        {
            return false;
        }

        var (a, b) = LockLines.Compare(from.LockText, to.LockText);
        if (!a.IsUsable || !b.IsUsable)
        {
            return false;
        }

        if (a.Outputs.Count == 0 && b.Outputs.Count == 0 && a.Facts.Shards.Keys.SequenceEqual(b.Facts.Shards.Keys, StringComparer.Ordinal))
        {
            from.Trust(a, new NoRows());
            to.Trust(b, new NoRows());
            return true; // the shards' names are digests of their rows
        }

        if (ReadingOf(workspace, definition, from, to, a, b) is not { } reading)
        {
            return false;
        }

        var blocks = new BlockCache(CacheFolder.For(workspace.Root, definition).Blocks);
        var (old, now) = (new LockedRows(a, reading, blocks), new LockedRows(b, reading, blocks));
        if (!old.AreStored() || !now.AreStored())
        {
            return false;
        }

        from.Trust(a, old);
        to.Trust(b, now);
        return true;
    }

    /// <summary>How stored rows are to be read, when that is the same for both sides and known from the last build of the work tree.</summary>
    private static LockedReading? ReadingOf(Workspace workspace, string definition, DiffSide from, DiffSide to, LockLines a, LockLines b)
    {
        var cache = CacheFolder.For(workspace.Root, definition);
        if (RecordedShape.Reading(cache, workspace.ToolVersion, a.Facts.Inputs) is { } plain && RecordedShape.Reading(cache, workspace.ToolVersion, b.Facts.Inputs) is not null
            && plain.LastStage == a.LastStage && plain.LastStage == b.LastStage && (plain.HasDeclaredShape || ShareShards(a.Facts, b.Facts)))
        {
            from.Describe(plain.Name, plain.Steps, plain.SeedPatterns);
            to.Describe(plain.Name, plain.Steps, plain.SeedPatterns);
            return new LockedReading(plain, () => Opened(workspace, definition, a, b));
        }

        if (Opened(workspace, definition, a, b) is not { } full)
        {
            return null;
        }

        string[] steps = [.. full.Definition.Steps.Select(s => s.Name)];
        string[] patterns = [.. RecordedReading.PatternsOf(full.Definition)];
        from.Describe(full.Definition.Name.Value, steps, patterns);
        to.Describe(full.Definition.Name.Value, steps, patterns);
        return new LockedReading(null, () => full);
    }

    /// <summary>The same, from the definition.</summary>
    private static FullReading? Opened(Workspace workspace, string definition, LockLines a, LockLines b)
    {
        var cache = CacheFolder.For(workspace.Root, definition);
        if (RecordedShape.Read(cache, workspace.ToolVersion, a.Facts.Inputs) is not { } shape || RecordedShape.Read(cache, workspace.ToolVersion, b.Facts.Inputs) is null)
        {
            return null;
        }

        var findings = new Findings();
        if (DatasetLoader.Load(workspace.Root, definition, findings) is not { } files || findings.HasErrors || !IsOf(files, a.Facts) || (!HasDeclaredShape(files) && !ShareShards(a.Facts, b.Facts)))
        {
            return null;
        }

        var (stages, names) = StepCompiler.Compile(files, shape, new NoTeacher(), findings);
        return findings.HasErrors || stages.Length - 1 != a.LastStage || stages.Length - 1 != b.LastStage
            ? null
            : new FullReading(files.Definition, stages[^1] as Stage.Corpus, [.. files.Definition.Outputs.Select(o => Projection.Of(o, names))]);
    }

    /// <summary>Whether the files of the work tree are those that a lock was written for, as far as the reading of rows depends on them.</summary>
    private static bool IsOf(DatasetFiles files, LockFile locked) => files.Inputs.All(i => i.Role switch
    {
        InputRole.Definition => locked.Inputs.GetValueOrDefault("definition") == i.Digest.ToString(),
        InputRole.Schema => locked.Inputs.GetValueOrDefault($"schema {LockInputs.FromDefinition(files.Definition, i.Path)}") == i.Digest.ToString(),
        _ => true,
    });

    private static bool HasDeclaredShape(DatasetFiles files) => files.Definition.Sources.All(s => s.Schema is not null);

    // Without a schema the records themselves say which fields there are, and a field more may show as null in every row. Then no shard is
    // as it was; one that is proves that rows are read alike.
    private static bool ShareShards(LockFile a, LockFile b) => a.Shards.Values.Select(s => s.Output).Distinct(StringComparer.Ordinal)
        .All(output => a.Shards.Any(s => s.Value.Output == output && s.Value.Rows > 0 && b.Shards.ContainsKey(s.Key)));
}
