using System.Collections.Immutable;
using System.Text;
using SynthTool.Definition;
using SynthTool.Files;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The last effects of a build, in their order: manifest, card, committed answers, lock, then what is disposable.</summary>
internal static class Commit
{
    /// <summary>Whether anything that belongs to the dataset was written.</summary>
    public static async Task<CommitResult> RunAsync(BuildSession session, Evaluation evaluation, WrittenOutputs outputs, LockFile lockFile)
    {
        var manifest = ManifestOf(session, outputs);
        var lockBytes = lockFile.Write();
        if (session.Options.Locked && Encoding.UTF8.GetString(lockBytes) != session.LockText)
        {
            LockedCheck.Differs(session, "its shards have other bytes");
        }

        var changed = outputs.Written > 0;
        changed |= WriteIfNew(session, $"{session.OutputFolder}/{Manifest.FileName}", ManifestFormat.Write(manifest));
        changed |= WriteIfNew(session, $"{session.OutputFolder}/{DatasetCard.FileName}", CardOf(session, manifest));
        if (session.Options.Rehearse)
        {
            return new CommitResult(true, RemoveOld(session, manifest));
        }

        changed |= await session.Store.CommitAsync();
        KillPoint.Reach("between-manifest-and-lock");

        // Before the lock: until it is written, the old one still names what is to go, should this build be killed.
        var removed = RemoveOld(session, manifest);
        changed |= WriteIfNew(session, session.LockPath, lockBytes);
        Remember(session, evaluation);
        return new CommitResult(changed || removed > 0, removed);
    }

    /// <summary>The files besides shards that a build would write although nothing else has changed, as repository paths.</summary>
    public static IEnumerable<string> Differing(BuildSession session, Evaluation evaluation, ImmutableSortedDictionary<string, string> facts, WrittenOutputs outputs)
    {
        var manifest = ManifestOf(session, outputs);
        if (!Holds(session, $"{session.OutputFolder}/{Manifest.FileName}", ManifestFormat.Write(manifest)))
        {
            yield return $"{session.OutputFolder}/{Manifest.FileName}";
        }

        if (!Holds(session, $"{session.OutputFolder}/{DatasetCard.FileName}", CardOf(session, manifest)))
        {
            yield return $"{session.OutputFolder}/{DatasetCard.FileName}";
        }

        if (session.Store.WouldCommit())
        {
            yield return OpenStore.CommittedFolder(session.Definition);
        }

        if (!Holds(session, session.LockPath, LockRecord.Of(session, evaluation, DatasetTotals.Of(session, evaluation), facts, outputs).Write()))
        {
            yield return session.LockPath;
        }
    }

    private static byte[] CardOf(BuildSession session, Manifest manifest) => Encoding.UTF8.GetBytes(DatasetCard.Write(manifest, CardFactsOf(session)));

    private static bool WriteIfNew(BuildSession session, string path, byte[] bytes)
    {
        if (Holds(session, path, bytes))
        {
            return false;
        }

        AtomicFile.Write(session.Workspace.Root.Absolute(path), bytes);
        return true;
    }

    private static bool Holds(BuildSession session, string path, byte[] bytes) =>
        FileContent.Read(session.Workspace.Root.Absolute(path), bytes.Length + 1) is { Problem: null } there && there.Bytes.AsSpan().SequenceEqual(bytes);

    /// <summary>Removes the files of the manifest and the lock before this build that the dataset has no longer, if nobody has changed them, and what killed builds left.</summary>
    private static int RemoveOld(BuildSession session, Manifest manifest)
    {
        var now = manifest.Files.Select(f => $"{session.OutputFolder}/{f.Path}").ToHashSet(StringComparer.Ordinal);
        var removed = Leftovers.Remove(session, now);
        foreach (var (path, sha256) in EarlierShards(session).Where(s => !now.Contains(s.Path)))
        {
            var absolute = session.Workspace.Root.Absolute(path);
            if (!Leftovers.IsShard(path) || !session.Workspace.Root.StaysInside(path) || !Disk.FileExists(absolute))
            {
                continue;
            }

            if (FileDigest.Of(absolute) == sha256)
            {
                Disk.Delete(absolute);
                removed++;
            }
            else
            {
                LeaveInPlace(session, path);
            }
        }

        return removed + RemoveRenamed(session);
    }

    /// <summary>Removes what the last build wrote under another name, unless that is now the name of another dataset.</summary>
    private static int RemoveRenamed(BuildSession session)
    {
        if (session.RenamedFrom is not { } was || Datasets.SameName(session.Workspace, session.DefinitionPath, was) is not null)
        {
            return 0;
        }

        var removed = ImmutableArray.CreateBuilder<string>();
        var kept = ImmutableArray.CreateBuilder<string>();
        DatasetClean.CleanOutputs(session.Workspace.Root, Manifest.FolderOf(was), removed, kept);
        kept.ToList().ForEach(path => LeaveInPlace(session, path));
        return removed.Count(path => path.EndsWith(".parquet", StringComparison.Ordinal));
    }

    private static void LeaveInPlace(BuildSession session, string path) => session.Findings.Add(
        BuildDiagnostics.OutputForeign, new Diagnostics.SourcePlace(path), $"{Quoted.Path(path)} belongs to an earlier build and was changed since: it is left in place", "remove it by hand");

    // A build that was killed between manifest and lock leaves a manifest that no longer knows the shards before it; the lock does.
    private static IEnumerable<(string Path, ContentHash Sha256)> EarlierShards(BuildSession session) =>
        (session.Manifest?.Files ?? []).Select(f => (f.Path, f.Sha256))
            .Concat(session.Lock.Shards.Select(s => (Path: s.Key, s.Value.Sha256)))
            .DistinctBy(s => s.Path, StringComparer.Ordinal)
            .Select(s => (Path: $"{session.OutputFolder}/{s.Path}", s.Sha256));

    private static void Remember(BuildSession session, Evaluation evaluation)
    {
        var records = evaluation.AllRecords().ToList();
        RecordFile.Write(session.Cache.Records, session.Workspace.ToolVersion, records);
        session.Sketches.Save();
        session.Blocks.Sweep(records.Select(r => r.Value.Trace.Output).ToHashSet());
        Seeds.ScanCache.Save(session.Cache.Seeds, session.Seeds);
        RecordedShape.Write(session);
    }

    private static Manifest ManifestOf(BuildSession session, WrittenOutputs outputs) => new()
    {
        Dataset = session.Name,
        Version = session.Definition.Version,
        License = session.Definition.License,
        Outputs = [.. session.Definition.Outputs.Select(o => new ManifestOutput(
            o.Name.Value,
            [.. outputs.Sets[o.Name.Value].Columns.Fields.Select(f => new ManifestColumn(f.Name, f.Type.ToText()))],
            [.. session.Splits.Select(split => new ManifestSplit(
                split,
                [.. outputs.Shards.Where(s => s.Plan.Output == o.Name.Value && s.Plan.Split == split)
                    .OrderBy(s => s.Plan.Order)
                    .Select(s => new ManifestFile(s.Plan.Path, s.Plan.Rows, s.Bytes, s.Sha256))]))]))],
    };

    private static CardFacts CardFactsOf(BuildSession session)
    {
        var definition = session.Definition;
        var asked = definition.Steps.OfType<GenerateDefinition>().Select(g => g.Teacher.Value).ToHashSet(StringComparer.Ordinal);
        return new CardFacts
        {
            Description = definition.Description,
            Seeds = session.Seeds.Count,
            Steps = [.. definition.Steps.Select(StepText.Of)],
            Teachers = [.. definition.Teachers.Where(t => asked.Contains(t.Name.Value)).Select(t => new CardTeacher(
                t.Name.Value,
                t.Revision is null ? t.Model : $"{t.Model} ({t.Revision})",
                t.License is { } license ? new CardLicense(license.Id, license.Url, license.Distillation, license.Obligations) : null))],
        };
    }
}

/// <summary>What a build changed besides shards.</summary>
/// <param name="Changed">Whether anything was written or removed.</param>
/// <param name="Removed">Files of the previous manifest that were removed.</param>
internal readonly record struct CommitResult(bool Changed, int Removed);
