using SynthTool.Metrics;

namespace SynthTool.Build;

/// <summary>The whole way of a build on one screen: every noun is a folder or a file to open next.</summary>
internal static class Pipeline
{
    /// <exception cref="BuildStop">The build ends early; the session's findings say why.</exception>
    public static async Task<BuildOutcome> RunAsync(BuildSession session, Consent consent, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var evaluation = await StageSchedule.RunAsync(session, consent, ct);
        var counts = DatasetTotals.Of(session, evaluation);
        session.Findings.AddRange(GateCheck.Run(session.Definition.Gates, counts));
        StopOnErrors(session);

        var outputs = OutputPlan.Of(session, evaluation);
        StopOnErrors(session);

        var facts = LockInputs.Of(session.Files, session.Seeds);
        if (session.Options.Locked)
        {
            LockedCheck.Run(session, evaluation, counts, facts, outputs);
        }

        session.Store.Local.Rest();
        var written = await OutputWrite.RunAsync(session, evaluation, outputs, ct);
        var lockFile = LockRecord.Of(session, evaluation, counts, facts, written);
        var isNew = await Commit.RunAsync(session, evaluation, written, lockFile);
        return BuildReport.Of(session, evaluation, counts, written, isNew, facts);
    }

    private static void StopOnErrors(BuildSession session)
    {
        if (session.Findings.HasErrors)
        {
            throw new BuildStop(ExitCode.Failed);
        }
    }
}
