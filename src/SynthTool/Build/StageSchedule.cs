using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>
/// Runs the stages one after the other, each first from stored answers alone. What is missing then is known exactly:
/// only now is spending decided, and only the partitions that miss an answer run again.
/// </summary>
internal sealed class StageSchedule
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);

    private readonly BuildSession session;
    private readonly Evaluation evaluation;
    private readonly Consent consent;
    private bool permitted;
    private string phase = "answers";
    private long total;
    private long boughtBefore;
    private long done;

    private StageSchedule(BuildSession session, Evaluation evaluation, Consent consent)
    {
        this.session = session;
        this.evaluation = evaluation;
        this.consent = consent;
    }

    public static async Task<Evaluation> RunAsync(BuildSession session, Consent consent, CancellationToken ct)
    {
        var evaluation = new Evaluation(EvaluationSourcesOf(session));
        var schedule = new StageSchedule(session, evaluation, consent);
        for (var stage = 0; stage < session.Replay.Length; stage++)
        {
            await schedule.RunStageAsync(stage, ct);
        }

        return evaluation;
    }

    /// <summary>The earlier records, unless stored answers changed behind them or everything is to run again.</summary>
    public static EvaluationSources EvaluationSourcesOf(BuildSession session) => new()
    {
        Seeds = session.Seeds,
        Stages = session.Replay,
        Records = session.Records,
        Lock = session.Lock,
        Blocks = session.Blocks,
        Sketches = session.Sketches,
        Jobs = session.Options.Jobs,
        Force = session.Distrusts,
        Slices = session.SlicesOf,
        Findings = session.Findings,
        SlicesHold = session.SlicesHold,
        Used = session.Store.Used,
        IsDamaged = key => session.Store.IsDamaged(key),
    };

    private async Task RunStageAsync(int stage, CancellationToken ct)
    {
        Begin("answers", session.Seeds.Partitions.Length);
        var found = new Findings();
        var missing = await RunAsync(session.Replay[stage], session.Options.Jobs, found, ct);
        if (missing.Length == 0 || (found.HasErrors && !session.Options.KeepGoing))
        {
            session.Findings.AddRange(found.ToSorted());
            StopOnErrors();
            return;
        }

        // What else was found is found again: the rows that failed are tried once more beside those that wait.
        LockedCheck.StopAtDamage(session);

        if (!permitted)
        {
            if (!session.Options.Offline && session.Options.Spending is not Spending.Never)
            {
                await session.TakeTurnAsync(ct);
            }

            var plan = MissingPlan.Of(session, evaluation.Stale.Count, [.. missing.SelectMany(m => m.Answers)]);
            await SpendingPermit.ObtainAsync(session, plan, consent, ct);
            permitted = true;
        }

        session.Meter.Want(missing.SelectMany(m => m.Answers).Select(a => a.Request.Key));
        Begin("teacher", session.Meter.Wanted - session.Meter.Bought);
        missing = await RunAsync(session.Spending[stage], PartitionsInFlight(), session.Findings, ct);
        StopOnErrors();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException("A teacher that may be asked has left a request unanswered.");
        }
    }

    private async Task<ImmutableArray<PartitionMissing>> RunAsync(Stage stage, int parallel, Findings findings, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(findings, session.Options.KeepGoing, stop);
        ImmutableArray<PartitionMissing> missing = [];

        // A partition may wait long for its answers: the counters move meanwhile.
        await using var ticks = session.Workspace.Clock.CreateTimer(_ => Tell(), null, TickEvery, TickEvery);
        try
        {
            missing = await evaluation.RunAsync(stage, parallel, failures, Advance, stop.Token);
        }
        catch (OperationCanceledException) when (failures.Ending is not null && !ct.IsCancellationRequested)
        {
        }

        return failures.Ending is { IsBudget: true } ? throw new BuildStop(ExitCode.Budget) : missing;
    }

    private void StopOnErrors()
    {
        if (session.Findings.HasErrors)
        {
            throw new BuildStop(ExitCode.Failed);
        }
    }

    /// <summary>Enough partitions that every teacher is kept busy while the last rows of some wait.</summary>
    private int PartitionsInFlight()
    {
        var calls = session.Definition.Teachers.Sum(t => t.Limits.Concurrency);
        return Math.Clamp((calls / 32) + 6, session.Options.Jobs, 64);
    }

    private void Begin(string name, long units)
    {
        (phase, total, done, boughtBefore) = (name, units, 0, session.Meter.Bought);
        session.Listener.On(new BuildEvent.PhaseStarted(session.Name, name, units));
    }

    private void Advance()
    {
        Interlocked.Increment(ref done);
        Tell();
    }

    private void Tell()
    {
        if (phase == "teacher")
        {
            // Bought is read first: what is bought meanwhile was wanted before. Later steps' questions become known as rows reach them.
            var bought = session.Meter.Bought;
            session.Tell(phase, bought - boughtBefore, session.Meter.Wanted - boughtBefore, evaluation.Rows);
        }
        else
        {
            session.Tell(phase, Interlocked.Read(ref done), total, evaluation.Rows);
        }
    }
}
