using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>Runs the row steps of one stage over one partition. Every row goes its own way, so that one slow answer holds up no other row.</summary>
internal sealed class StageRun
{
    private readonly ImmutableArray<IRowStep> steps;
    private readonly Findings findings;
    private readonly CancellationToken ct;
    private readonly long[] entered;
    private readonly long[] left;

    private StageRun(ImmutableArray<IRowStep> steps, Findings findings, CancellationToken ct)
    {
        this.steps = steps;
        this.findings = findings;
        this.ct = ct;
        entered = new long[steps.Length];
        left = new long[steps.Length];
    }

    /// <summary>Runs the first stage, over seeds.</summary>
    public static Task<StageResult> OverSeedsAsync(Stage.Rows stage, IEnumerable<Seed> seeds, Findings findings, CancellationToken ct) =>
        OverAsync(stage, new Block([.. seeds.Select(s => new Outcome(new Row(s.Key, s), null))], []), findings, ct);

    /// <summary>Runs a stage over the block of the one before. What was removed before stays removed, in its place.</summary>
    /// <exception cref="TeacherFailure">A call failed for good, or a budget is exhausted.</exception>
    public static async Task<StageResult> OverAsync(Stage.Rows stage, Block before, Findings findings, CancellationToken ct)
    {
        var run = new StageRun(stage.Steps, findings, ct);
        var ways = before.Outcomes.Select(o => o.Removal is null ? run.WayOfAsync(o.Row, 0) : new ValueTask<RowWay>(new RowWay([o], [], false))).ToList();
        var done = new List<RowWay>(ways.Count);
        foreach (var way in ways)
        {
            done.Add(await way);
        }

        return run.ResultOf(done, before);
    }

    private StageResult ResultOf(List<RowWay> done, Block before)
    {
        ImmutableArray<MissingAnswer> missing = [.. done.SelectMany(w => w.Missing)];
        var counts = before.Counts.AddRange(steps.Select((s, i) => new StepCount(s.Name, entered[i], left[i])));
        var complete = missing.Length == 0 && !done.Any(w => w.Failed);
        return new StageResult(complete ? new Block([.. done.SelectMany(w => w.Outcomes)], counts) : null, missing, counts);
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
            findings.Add(e.Found);
            return new RowWay([], [], true);
        }

        return await OnwardAsync(verdicts, step);
    }

    private async ValueTask<RowWay> OnwardAsync(IReadOnlyList<Verdict> verdicts, int step)
    {
        var onward = verdicts.Select(v => v switch
        {
            Verdict.Keep keep => KeepAsync(keep.Row, step),
            Verdict.Drop drop => new ValueTask<RowWay>(new RowWay([new Outcome(drop.Row, new Removal(steps[step].Name, drop.Reason, drop.Because, drop.IsQuarantine))], [], false)),
            Verdict.Wait wait => new ValueTask<RowWay>(new RowWay([], [.. wait.Requests.Select(r => new MissingAnswer(r, wait.Row, step))], false)),
            _ => throw new InvalidOperationException("An unknown verdict."),
        }).ToList();

        if (onward is [var only])
        {
            return await only;
        }

        var ways = new List<RowWay>(onward.Count);
        foreach (var way in onward)
        {
            ways.Add(await way);
        }

        return new RowWay([.. ways.SelectMany(w => w.Outcomes)], [.. ways.SelectMany(w => w.Missing)], ways.Any(w => w.Failed));
    }

    private ValueTask<RowWay> KeepAsync(Row row, int step)
    {
        Interlocked.Increment(ref left[step]);
        return WayOfAsync(row, step + 1);
    }

    private readonly record struct RowWay(IReadOnlyList<Outcome> Outcomes, IReadOnlyList<MissingAnswer> Missing, bool Failed);
}

/// <summary>What came of a stage for one partition.</summary>
/// <param name="Block">Null when an answer is missing or a row failed.</param>
/// <param name="Missing">The requests without an answer.</param>
/// <param name="Counts">What the steps did so far; complete only with a block.</param>
internal sealed record StageResult(Block? Block, ImmutableArray<MissingAnswer> Missing, ImmutableArray<StepCount> Counts);

/// <summary>A request without an answer, the row that needs it, and the position of its step in the stage.</summary>
internal readonly record struct MissingAnswer(TeacherRequest Request, Row Row, int Step);
