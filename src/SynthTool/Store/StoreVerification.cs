using SynthTool.Diagnostics;

namespace SynthTool.Store;

/// <summary>What reading the whole store has shown. The findings say where.</summary>
/// <param name="Answers">Distinct keys with an answer, over all layers.</param>
/// <param name="Damaged">Damaged records and lines.</param>
/// <param name="Disagreeing">Keys whose layers hold different answers.</param>
internal sealed record StoreVerification(long Answers, int Damaged, long Disagreeing)
{
    /// <summary>Reads everything, and compares the layers.</summary>
    public static StoreVerification Run(CommittedResponses committed, PackStore local, Findings findings)
    {
        var committedKeys = committed.Keys();
        var localKeys = local.Keys();
        var disagreeing = localKeys.LongCount(k => Disagree(committed, local, k, findings));
        var answers = committedKeys.Count + localKeys.LongCount(k => !committed.Contains(k));
        return new StoreVerification(answers, committed.IntegrityErrors + local.IntegrityErrors, disagreeing);
    }

    private static bool Disagree(CommittedResponses committed, PackStore local, ContentHash key, Findings findings)
    {
        if (!committed.TryGet(key, out var ours) || !local.TryGet(key, out var other) || ours.Digest == other.Digest || (ours.Failure is not null && other.Replaces))
        {
            return false;
        }

        findings.Add(
            StoreDiagnostics.LayersDisagree,
            null,
            $"the key {key} has one answer in the committed responses and another in the local store; the committed one counts",
            $"`dotnet synth store forget {key}` removes both, so that the next build asks again");
        return true;
    }
}
