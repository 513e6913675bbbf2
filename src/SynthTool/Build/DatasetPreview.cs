using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Builds a few seeds for real, without touching shards or lock; answers go to the store, so that a build reuses them.</summary>
internal static class DatasetPreview
{
    /// <param name="seeds">How many seeds, from the first.</param>
    public static async Task<PreviewOutcome> RunAsync(
        Workspace workspace, string definition, int seeds, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, options, listener);
        try
        {
            session.Open(ct);
            return Of(session, await SampleAsync(session, seeds, consent, ct), ExitCode.Done);
        }
        catch (MissingStop stop)
        {
            return Of(session, new SampleResult([], [], []), stop.Code) with { Missing = stop.Plan.Missing };
        }
        catch (BuildStop stop)
        {
            return Of(session, new SampleResult([], [], []), stop.Code);
        }
        catch (FileFailure failure)
        {
            session.Findings.Add(failure.In(workspace.Root));
            return Of(session, new SampleResult([], [], []), ExitCode.Failed);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Of(session, new SampleResult([], [], []), ExitCode.Cancelled);
        }
    }

    private static async Task<SampleResult> SampleAsync(BuildSession session, int seeds, Consent consent, CancellationToken ct)
    {
        var sample = await SampleRun.RunAsync(session, seeds, null, session.Replay, ct);
        StopOnErrors(session);
        if (sample.Missing.Length > 0)
        {
            await SpendingPermit.ObtainAsync(session, MissingPlan.Of(session, 1, sample.Missing), consent, ct);
            sample = await SampleRun.RunAsync(session, seeds, null, session.Spending, ct);
            StopOnErrors(session);
        }

        return sample;
    }

    private static void StopOnErrors(BuildSession session)
    {
        if (session.Findings.HasErrors)
        {
            throw new BuildStop(ExitCode.Failed);
        }
    }

    private static PreviewOutcome Of(BuildSession session, SampleResult sample, ExitCode code)
    {
        var projection = session.Projections.IsDefaultOrEmpty ? null : session.Projections[0];
        var rows = ImmutableArray.CreateBuilder<PreviewRow>();
        foreach (var row in sample.Outcomes.Where(o => o.Removal is null).Select(o => o.Row))
        {
            var values = new JsonElement[projection!.Columns.Length];
            if (projection.TryProject(row, values, session.Findings))
            {
                rows.Add(new PreviewRow(row.Id, row.Split, [.. values]));
            }
        }

        return new PreviewOutcome(session.Name, session.DefinitionPath, session.Findings.HasErrors && code is ExitCode.Done ? ExitCode.Failed : code, session.Findings.ToSorted())
        {
            Columns = projection is null ? [] : [.. projection.Columns.Select(c => c.Name)],
            Rows = rows.ToImmutable(),
            Dropped = [.. sample.Outcomes.Where(o => o.Removal is not null).Select(o => new PreviewDrop(o.Row.Id, o.Removal!.Step, o.Removal.Reason, o.Removal.Because))],
            Calls = session.IsOpen ? session.Meter.Calls : 0,
            Reused = session.IsOpen ? session.Meter.Reused : 0,
            Cost = session.IsOpen ? session.Cost : null,
            Currency = session.IsOpen ? session.Currency : null,
        };
    }
}

/// <summary>The rows of a preview.</summary>
internal sealed record PreviewOutcome(string Dataset, string Definition, ExitCode ExitCode, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The names of the columns of <see cref="Rows"/>: those of the first output.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    public ImmutableArray<PreviewRow> Rows { get; init; } = [];

    public ImmutableArray<PreviewDrop> Dropped { get; init; } = [];

    public ImmutableArray<MissingRequest> Missing { get; init; } = [];

    public long Calls { get; init; }

    public long Reused { get; init; }

    public decimal? Cost { get; init; }

    public string? Currency { get; init; }
}

/// <summary>One row that would be shipped.</summary>
internal sealed record PreviewRow(string Id, string? Split, ImmutableArray<JsonElement> Values);

/// <summary>One row that would not.</summary>
internal sealed record PreviewDrop(string Id, string Step, string Reason, string? Because);
