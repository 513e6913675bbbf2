using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>Builds a few seeds for real, without touching shards or lock; answers go to the store, so that a build reuses them.</summary>
internal static class DatasetPreview
{
    public static async Task<PreviewOutcome> RunAsync(
        Workspace workspace, string definition, PreviewChoice choice, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct)
    {
        // What is stored is shown at once, whoever builds meanwhile; only who buys waits for the lock.
        var maySpend = !choice.Candidate && !options.Offline && options.Spending is not Spending.Never;
        return (maySpend ? await AttemptAsync(workspace, definition, choice, options with { Spending = Spending.Never }, listener, consent, buys: false, ct) : null)
            ?? (await AttemptAsync(workspace, definition, choice, options, listener, consent, buys: true, ct))!;
    }

    /// <param name="buys">Whether this attempt is the last; else null is returned when an answer is missing.</param>
    private static async Task<PreviewOutcome?> AttemptAsync(
        Workspace workspace, string definition, PreviewChoice choice, BuildOptions options, IBuildListener listener, Consent consent, bool buys, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, options, listener) { Until = choice.Until, Other = choice.Prompt };
        try
        {
            using var held = buys && !options.Offline && options.Spending is not Spending.Never && !choice.Candidate ? await DatasetHold.AcquireAsync(session, ct) : null;
            await session.OpenAsync(ct);
            return choice.Candidate ? await CandidateAsync(session, choice, ct) : await SampleAsync(session, choice, consent, buys, ct);
        }
        catch (MissingStop stop)
        {
            return Of(session, new SampleResult([], [], []), stop.Code) with { Missing = stop.Plan.Missing, MissingCount = stop.Plan.Calls.Known };
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
        catch (SeedsChanged changed)
        {
            session.Findings.Add(changed.Found);
            return Of(session, new SampleResult([], [], []), ExitCode.Failed);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Of(session, new SampleResult([], [], []), ExitCode.Cancelled);
        }
    }

    private static async Task<PreviewOutcome?> SampleAsync(BuildSession session, PreviewChoice choice, Consent consent, bool buys, CancellationToken ct)
    {
        var isTried = session.Tried is not null;
        async Task<SampleResult> RunAsync(ImmutableArray<Stage> stages)
        {
            var sample = await SampleRun.RunAsync(session, choice.Seeds, choice.Row, stages, ct);
            StopOnErrors(session);
            return sample;
        }

        var own = await RunAsync(session.Replay);
        var other = isTried ? await RunAsync(session.OtherReplay) : own;
        ImmutableArray<MissingAnswer> missing = isTried ? [.. own.Missing, .. other.Missing] : own.Missing;
        if (missing.Length > 0)
        {
            if (!buys)
            {
                return null;
            }

            await SpendingPermit.ObtainAsync(session, MissingPlan.Of(session, 1, missing), consent, ct);
            own = await RunAsync(session.Spending);
            other = isTried ? await RunAsync(session.OtherSpending) : own;
        }

        own = Chosen(session, own, choice);
        return session.Tried is { } step
            ? Of(session, own with { Outcomes = [] }, ExitCode.Done) with { Comparison = Compared(session, step, own, Chosen(session, other, choice)) }
            : Of(session, own, ExitCode.Done);
    }

    private static PreviewComparison Compared(BuildSession session, GenerateDefinition step, SampleResult own, SampleResult other)
    {
        var others = other.Outcomes.ToDictionary(o => o.Row.Id, StringComparer.Ordinal);
        return new PreviewComparison(
            step.Name, step.Prompt.Path, session.Other!.Path,
            [.. own.Outcomes.Select(o => new PreviewPair(o.Row.Id, AnswerOf(o, step.Name), others.TryGetValue(o.Row.Id, out var pair) ? AnswerOf(pair, step.Name) : null)).Where(p => p.Own is not null || p.Other is not null)]);
    }

    private static PreviewAnswer? AnswerOf(Outcome outcome, string step) => outcome.Removal switch
    {
        null => new PreviewAnswer(outcome.Row.Columns.First(c => c.Name == step).Value, null),
        { IsQuarantine: true } removal when removal.Step == step => new PreviewAnswer(null, removal.Because is { } because ? $"{removal.Reason}: {because}" : removal.Reason),
        _ => null,
    };

    private static async Task<PreviewOutcome> CandidateAsync(BuildSession session, PreviewChoice choice, CancellationToken ct)
    {
        var (sample, candidate) = await DatasetCandidate.RunAsync(session, choice.Seeds, ct);
        var missing = MissingPlan.Of(session, 1, sample.Missing);
        return Of(session, sample, ExitCode.Done) with { Candidate = candidate, Missing = missing.Missing, MissingCount = missing.Calls.Known };
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
            Seeds = sample.Seeds.Length,
            Dropped = [.. sample.Outcomes.Where(o => o.Removal is not null).Select(o => new PreviewDrop(o.Row.Id, o.Removal!.Step, o.Removal.Reason, o.Removal.Because, ColumnsOf(o.Row)))],
            Calls = session.IsOpen ? session.Meter.Calls : 0,
            Reused = session.IsOpen ? session.Meter.Reused : 0,
            MadeUp = session.IsOpen ? session.Meter.MadeUp : 0,
            Cost = session.IsOpen ? session.Cost : null,
            Currency = session.IsOpen ? session.Currency : null,
        };
    }

    private static ImmutableArray<ExplainedColumn> ColumnsOf(Row row) => [.. row.Columns.Select(c => new ExplainedColumn(c.Name, c.Value))];
}
