using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>Builds a few seeds for real, without touching shards or lock; answers go to the store, so that a build reuses them.</summary>
internal static class DatasetPreview
{
    public static async Task<PreviewOutcome> RunAsync(
        Workspace workspace, string definition, PreviewChoice choice, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, options, listener) { Until = choice.Until };
        try
        {
            await session.OpenAsync(ct);
            return Of(session, Chosen(session, await SampleAsync(session, choice, consent, ct), choice), ExitCode.Done);
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

    private static async Task<SampleResult> SampleAsync(BuildSession session, PreviewChoice choice, Consent consent, CancellationToken ct)
    {
        var sample = await SampleRun.RunAsync(session, choice.Seeds, choice.Row, session.Replay, ct);
        StopOnErrors(session);
        if (sample.Missing.Length > 0)
        {
            await SpendingPermit.ObtainAsync(session, MissingPlan.Of(session, 1, sample.Missing), consent, ct);
            sample = await SampleRun.RunAsync(session, choice.Seeds, choice.Row, session.Spending, ct);
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

    /// <summary>The row that was asked for, or all rows of the seed when it is a key.</summary>
    private static SampleResult Chosen(BuildSession session, SampleResult sample, PreviewChoice choice)
    {
        if (choice.Row is not { } row)
        {
            return sample;
        }

        var chosen = sample with { Outcomes = [.. sample.Outcomes.Where(o => o.Row.Id == row || o.Row.Seed.Key == row)] };
        if (chosen.Outcomes.IsEmpty && sample.Missing.IsEmpty)
        {
            session.Findings.Add(BuildDiagnostics.UnknownTarget, session.Definition.Name.Place, $"the dataset {Quoted.Text(session.Name)} has no row and no seed {Quoted.Text(row)}");
        }

        return chosen;
    }

    private static PreviewOutcome Of(BuildSession session, SampleResult sample, ExitCode code)
    {
        var projection = session.Projections.IsDefaultOrEmpty ? null : session.Projections[0];
        var rows = ImmutableArray.CreateBuilder<PreviewRow>();
        foreach (var row in sample.Outcomes.Where(o => o.Removal is null).Select(o => o.Row))
        {
            if (projection is null)
            {
                rows.Add(new PreviewRow(row.Id, row.Split, ColumnsOf(row)));
                continue;
            }

            var values = new JsonElement[projection.Columns.Length];
            if (projection.TryProject(row, values, session.Findings))
            {
                rows.Add(new PreviewRow(row.Id, row.Split, [.. projection.Columns.Select((c, i) => new ExplainedColumn(c.Name, values[i]))]));
            }
        }

        return new PreviewOutcome(session.Name, session.DefinitionPath, session.Findings.HasErrors && code is ExitCode.Done ? ExitCode.Failed : code, session.Findings.ToSorted())
        {
            Rows = rows.ToImmutable(),
            Dropped = [.. sample.Outcomes.Where(o => o.Removal is not null).Select(o => new PreviewDrop(o.Row.Id, o.Removal!.Step, o.Removal.Reason, o.Removal.Because, ColumnsOf(o.Row)))],
            Calls = session.IsOpen ? session.Meter.Calls : 0,
            Reused = session.IsOpen ? session.Meter.Reused : 0,
            Cost = session.IsOpen ? session.Cost : null,
            Currency = session.IsOpen ? session.Currency : null,
        };
    }

    private static ImmutableArray<ExplainedColumn> ColumnsOf(Row row) => [.. row.Columns.Select(c => new ExplainedColumn(c.Name, c.Value))];
}

/// <summary>What of a dataset is looked at.</summary>
/// <param name="Seeds">The first so many; null: all that <paramref name="Row"/> names.</param>
/// <param name="Row">A row's id or a seed's key; null: any.</param>
/// <param name="Until">The last step to run; null: all.</param>
internal sealed record PreviewChoice(int? Seeds, string? Row = null, string? Until = null);

/// <summary>The rows of a preview.</summary>
internal sealed record PreviewOutcome(string Dataset, string Definition, ExitCode ExitCode, ImmutableArray<Diagnostic> Diagnostics)
{
    public ImmutableArray<PreviewRow> Rows { get; init; } = [];

    public ImmutableArray<PreviewDrop> Dropped { get; init; } = [];

    public ImmutableArray<MissingRequest> Missing { get; init; } = [];

    public long Calls { get; init; }

    public long Reused { get; init; }

    public decimal? Cost { get; init; }

    public string? Currency { get; init; }
}

/// <summary>One row that would be shipped.</summary>
/// <param name="Values">Those of the first output, or those of the steps when not all of them ran.</param>
internal sealed record PreviewRow(string Id, string? Split, ImmutableArray<ExplainedColumn> Values);

/// <summary>One row that would not.</summary>
/// <param name="Values">Those of the steps, as far as the row came.</param>
internal sealed record PreviewDrop(string Id, string Step, string Reason, string? Because, ImmutableArray<ExplainedColumn> Values);
