using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>Builds one dataset.</summary>
internal static class DatasetBuild
{
    /// <param name="definition">The definition's repository path.</param>
    public static async Task<BuildOutcome> RunAsync(
        Workspace workspace, string definition, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct)
    {
        var started = workspace.Clock.GetTimestamp();
        var outcome = UpToDate(workspace, definition, options) ?? await RunLockedAsync(workspace, definition, options, listener, consent, ct);
        return outcome with { Elapsed = workspace.Clock.GetElapsedTime(started) };
    }

    private static BuildOutcome? UpToDate(Workspace workspace, string definition, BuildOptions options) =>
        options.Force || options.RetryQuarantined || options.Rehearse ? null : QuickCheck.TryUpToDate(workspace.Root, definition, workspace.ToolVersion);

    private static async Task<BuildOutcome> RunLockedAsync(
        Workspace workspace, string definition, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, options, listener);
        try
        {
            using var held = await DatasetHold.AcquireAsync(session, ct);
            return UpToDate(workspace, definition, options) ?? await RunTrustingAsync(session, consent, ct);
        }
        catch (BuildStop stop)
        {
            return session.Failed(stop);
        }
        catch (FileFailure failure)
        {
            session.Findings.Add(failure.In(workspace.Root));
            return session.Failed(new BuildStop(ExitCode.Failed));
        }
        catch (SeedsChanged changed)
        {
            session.Findings.Add(changed.Found);
            return session.Failed(new BuildStop(ExitCode.Failed));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            session.Findings.Add(BuildDiagnostics.Cancelled, null, "The build was cancelled; what was bought is kept, and building again goes on from there");
            return session.Failed(new BuildStop(ExitCode.Cancelled));
        }
    }

    private static async Task<BuildOutcome> RunTrustingAsync(BuildSession session, Consent consent, CancellationToken ct)
    {
        var outcome = await session.TrustingAsync(() => Pipeline.RunAsync(session, consent, ct));
        await session.RememberAsync(outcome);
        return outcome;
    }
}
