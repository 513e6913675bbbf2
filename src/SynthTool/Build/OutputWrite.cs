using System.Collections.Immutable;
using SynthTool.Files;
using SynthTool.Shards;

namespace SynthTool.Build;

/// <summary>Writes the shards that do not lie there yet.</summary>
internal static class OutputWrite
{
    public static async Task<WrittenOutputs> RunAsync(BuildSession session, Evaluation evaluation, OutputPlan outputs, CancellationToken ct)
    {
        var due = outputs.Shards.Where(s => !outputs.Intact.ContainsKey(s.Path)).ToList();
        var written = ImmutableArray<WrittenShard>.Empty;
        if (due.Count > 0)
        {
            session.Listener.On(new BuildEvent.PhaseStarted(session.Name, "shards", due.Count));
            Leftovers.Announce(session, due);
            Ignore(session.Workspace.Root);
            var last = session.Replay.Length - 1;
            var writer = new ShardWriter(
                session.Workspace.Root.Absolute(session.OutputFolder), outputs.Sets,
                async (partition, stop) => (await evaluation.BlockAsync(last, partition, stop)).Rows,
                session.Options.Jobs);
            try
            {
                written = await writer.WriteAsync(due, ct);
            }
            catch (ShardFailure failure)
            {
                session.Findings.Add(failure.Found);
                throw new BuildStop(ExitCode.Failed);
            }
        }

        var byPath = written.ToDictionary(w => w.Plan.Path, StringComparer.Ordinal);
        return new WrittenOutputs(outputs.Sets, [.. outputs.Shards.Select(s => byPath.GetValueOrDefault(s.Path) ?? outputs.Intact[s.Path])], written.Length);
    }

    // What a build can make again does not belong into git. Whoever wants it there removes the file: it is written with the folder only.
    private static void Ignore(RepositoryRoot root)
    {
        var folder = root.Absolute("out");
        if (!Disk.FolderExists(folder))
        {
            AtomicFile.Write(Path.Join(folder, ".gitignore"), "*\n"u8, durable: false);
        }
    }
}

/// <summary>All shards of the dataset, as they lie there now.</summary>
/// <param name="Written">How many of them this build wrote.</param>
internal sealed record WrittenOutputs(ImmutableSortedDictionary<string, ShardSet> Sets, ImmutableArray<WrittenShard> Shards, int Written);
