using System.Collections.Immutable;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>Counts the bought answers that an edit makes useless, so that nobody throws money away unawares.</summary>
internal static class UnusedAnswers
{
    /// <summary>Answers that the last build used and that today's files no longer ask for; null when the last build's blocks are not stored.</summary>
    public static async Task<long?> CountAsync(BuildSession session, Evaluation evaluation, ImmutableArray<PartitionMissing> missing, CancellationToken ct)
    {
        if (session.Lock.Traces.Count == 0)
        {
            return null;
        }

        var old = new HashSet<ContentHash>();
        var now = new HashSet<ContentHash>(missing.SelectMany(m => m.Answers).Select(a => a.Request.Key));
        var last = session.Lock.Traces.Keys.Max(k => k.Stage);
        foreach (var (key, trace) in session.Lock.Traces)
        {
            if (key.Stage == last && !session.Records.ContainsKey(key) && session.Blocks.TryRead(trace.Output) is null)
            {
                return null;
            }
        }

        foreach (var partition in evaluation.Stale)
        {
            var key = TraceKey.Of(session.Replay.Length - 1, session.Seeds.Partitions[partition].FirstKey);
            if (!session.Lock.Traces.TryGetValue(key, out var trace) || session.Blocks.TryRead(trace.Output) is not { } before)
            {
                continue;
            }

            old.UnionWith(before.Outcomes.SelectMany(o => o.Row.Calls).SelectMany(c => c.Turns).Select(t => t.Request));
            if (evaluation.Final(partition) is not null)
            {
                var after = await evaluation.BlockAsync(session.Replay.Length - 1, partition, ct);
                now.UnionWith(after.Outcomes.SelectMany(o => o.Row.Calls).SelectMany(c => c.Turns).Select(t => t.Request));
            }
            else
            {
                now.UnionWith(evaluation.AnsweredIn(partition));
            }
        }

        old.ExceptWith(now);
        return old.Count;
    }
}
