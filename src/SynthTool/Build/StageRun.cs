using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>Runs the row steps of one stage over one partition. Every row goes its own way, so that one slow answer holds up no other row.</summary>
internal sealed class StageRun
{
    private readonly ImmutableArray<IRowStep> steps;
    private readonly RunFailures failures;
    private readonly CancellationToken ct;
    private readonly long[] entered;
    private readonly long[] left;

    private StageRun(ImmutableArray<IRowStep> steps, RunFailures failures, CancellationToken ct)
    {
        this.steps = steps;
        this.failures = failures;
        this.ct = ct;
        entered = new long[steps.Length];
        left = new long[steps.Length];
    }

    /// <summary>Runs the first stage, over seeds.</summary>
    public static Task<StageResult> OverSeedsAsync(Stage.Rows stage, IEnumerable<Seed> seeds, RunFailures failures, CancellationToken ct) =>
        OverAsync(stage, new Block([.. seeds.Select(s => new Outcome(new Row(s.Key, s), null))], []), failures, ct);

    /// <summary>Runs a stage over the block of the one before. What was removed before stays removed, in its place.</summary>
    public static async Task<StageResult> OverAsync(Stage.Rows stage, Block before, RunFailures failures, CancellationToken ct)
    {
        var run = new StageRun(stage.Steps, failures, ct);
        var ways = before.Outcomes.Select(o => o.Removal is null ? run.WayOfAsync(o.Row, 0).AsTask() : Task.FromResult(new RowWay([o], [], false)));

        // Waits for every row even when one fails, so that no answer arrives after the build has ended.
        return run.ResultOf(await Task.WhenAll(ways.ToList()), before);
    }

    private StageResult ResultOf(RowWay[] done, Block before)
    {
        ImmutableArray<MissingAnswer> missing = [.. done.SelectMany(w => w.Missing)];
        var counts = before.Counts.AddRange(steps.Select((s, i) => new StepCount(s.Name, entered[i], left[i])));
        var complete = missing.Length == 0 && !done.Any(w => w.Failed);
        ImmutableArray<ContentHash> answered = complete
            ? []
            : [.. done.SelectMany(w => w.Outcomes).Select(o => o.Row).Concat(missing.Select(m => m.Row)).SelectMany(r => r.Calls).SelectMany(c => c.Turns).Select(t => t.Request).Distinct()];
        return new StageResult(complete ? new Block([.. done.SelectMany(w => w.Outcomes)], counts) : null, missing, answered, [.. done.SelectMany(w => w.Outcomes)]);
    }

    private async ValueTask<RowWay> WayOfAsync(Row row, int step)
    {
        if (step == steps.Length)
        {
            return new RowWay([new Outcome(row, null)], [], false);
        }

        Interlocked.Increment(ref entered[step]);
        IReadOnlyList<Verdict> verdicts;
        try
        {
            verdicts = await steps[step].ApplyAsync(row, ct);
        }
        catch (StepFailure e)
        {
            failures.Findings.Add(e.Found);
            return new RowWay([], [], true);
        }
        catch (TeacherFailure e)
        {
            failures.Add(e);
            return new RowWay([], [], true);
        }

        return await OnwardAsync(verdicts, step);
    }

    private async ValueTask<RowWay> OnwardAsync(IReadOnlyList<Verdict> verdicts, int step)
    {
        if (verdicts is [var only])
        {
            return await AfterAsync(only, step);
        }

        var ways = await Task.WhenAll(verdicts.Select(v => AfterAsync(v, step).AsTask()).ToList());
        return new RowWay([.. ways.SelectMany(w => w.Outcomes)], [.. ways.SelectMany(w => w.Missing)], ways.Any(w => w.Failed));
    }

    private ValueTask<RowWay> AfterAsync(Verdict verdict, int step)
    {
        switch (verdict)
        {
            case Verdict.Keep keep:
                Interlocked.Increment(ref left[step]);
                return WayOfAsync(keep.Row, step + 1);
            case Verdict.Drop drop:
                return new(new RowWay([new Outcome(drop.Row, new Removal(steps[step].Name, drop.Reason, drop.Because, drop.IsQuarantine))], [], false));
            case Verdict.Wait wait:
                return new(new RowWay([], [.. wait.Requests.Select(r => new MissingAnswer(r, wait.Row, step))], false));
            default:
                throw new InvalidOperationException("An unknown verdict.");
        }
    }

    private readonly record struct RowWay(IReadOnlyList<Outcome> Outcomes, IReadOnlyList<MissingAnswer> Missing, bool Failed);
}

/// <summary>Collects what goes wrong in a run, and ends it at the first call that fails for good unless all errors are wanted.</summary>
/// <param name="stop">Keeps further calls from beginning; those on the wire end and are recorded.</param>
internal sealed class RunFailures(Findings findings, bool keepGoing, CancellationTokenSource stop)
{
    public Findings Findings => findings;

    /// <summary>The first failure that ended the run; null while none did.</summary>
    public TeacherFailure? Ending { get; private set; }

    public void Add(TeacherFailure failure)
    {
        lock (this)
        {
            if (Ending is not null)
            {
                return;
            }

            findings.Add(failure.Found);
            if (failure.IsBudget || !keepGoing)
            {
                Ending = failure;
            }
        }

        if (Ending is not null)
        {
            stop.Cancel();
        }
    }
}

/// <summary>What came of a stage for one partition.</summary>
/// <param name="Block">Null when an answer is missing or a row failed.</param>
/// <param name="Missing">The requests without an answer.</param>
/// <param name="Answered">Without a block: the requests that were answered all the same.</param>
/// <param name="Outcomes">The rows that came through; all of them with a block.</param>
internal sealed record StageResult(Block? Block, ImmutableArray<MissingAnswer> Missing, ImmutableArray<ContentHash> Answered, ImmutableArray<Outcome> Outcomes);

/// <summary>A request without an answer, the row that needs it, and the position of its step in the stage.</summary>
internal readonly record struct MissingAnswer(TeacherRequest Request, Row Row, int Step);
