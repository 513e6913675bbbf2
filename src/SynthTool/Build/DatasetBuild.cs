using SynthTool.Diagnostics;
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

    /// <summary>What becomes of a dataset while one that it needs could not be built.</summary>
    /// <param name="needed">How that one ended.</param>
    public static BuildOutcome NotBuilt(Workspace workspace, string definition, BuildOutcome needed)
    {
        var place = DatasetGraph.Of(workspace.Root, [definition])[definition].Content?.Sources.FirstOrDefault(s => s.Upstream?.Path.Value == needed.Definition)?.Upstream?.Path.Place;
        return new BuildOutcome
        {
            Dataset = Datasets.NameIn(workspace.Root, definition) ?? definition,
            Definition = definition,
            Status = needed.Status,
            ExitCode = needed.ExitCode,
            Diagnostics = [new Diagnostic(
                BuildDiagnostics.UpstreamUnusable, place ?? new SourcePlace(definition), $"The dataset {Quoted.Text(needed.Dataset)}, whose rows are needed here, could not be built", $"see what is said of {ToolCommand.Argument(needed.Definition)}")],
        };
    }

    private static BuildOutcome? UpToDate(Workspace workspace, string definition, BuildOptions options) =>
        options.Force || options.RetryQuarantined || options.Rehearse ? null : QuickCheck.TryUpToDate(workspace.Root, definition, workspace.ToolVersion);

    private static async Task<BuildOutcome> RunLockedAsync(
        Workspace workspace, string definition, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, options, listener) { Builds = true };
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
