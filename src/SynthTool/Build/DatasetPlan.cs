using System.Collections.Immutable;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>Says what a build would do: <c>plan</c> and <c>status</c>. Writes nothing but disposable blocks.</summary>
internal static class DatasetPlan
{
    public static async Task<PlanOutcome> RunAsync(Workspace workspace, string definition, BuildOptions options, CancellationToken ct)
    {
        var started = workspace.Clock.GetTimestamp();
        var outcome = QuickCheck.TryUpToDate(workspace.Root, definition, workspace.ToolVersion) is { } known && !options.Force
            ? UpToDate(known)
            : await EvaluateAsync(workspace, definition, options with { Offline = true, Spending = Spending.Never }, ct);
        return outcome with { Elapsed = workspace.Clock.GetElapsedTime(started) };
    }

    private static async Task<PlanOutcome> EvaluateAsync(Workspace workspace, string definition, BuildOptions options, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, options, NoListener.Instance) { ToleratesUnknownRows = true };
        try
        {
            return await session.TrustingAsync(() => EvaluateAsync(session, ct));
        }
        catch (MissingStop stop)
        {
            return stop.Plan with { Last = LastBuild.Of(session), Diagnostics = session.Findings.ToSorted() };
        }
        catch (BuildStop)
        {
            return Failed(session);
        }
        catch (FileFailure failure)
        {
            session.Findings.Add(failure.In(workspace.Root));
            return Failed(session);
        }
        catch (SeedsChanged changed)
        {
            session.Findings.Add(changed.Found);
            return Failed(session);
        }
    }

    private static async Task<PlanOutcome> EvaluateAsync(BuildSession session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        if (!session.Upstream.Unknown.IsEmpty)
        {
            return Waiting(session);
        }

        var evaluation = new Evaluation(StageSchedule.EvaluationSourcesOf(session));
        ImmutableArray<PartitionMissing> missing = [];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, keepGoing: true, stop);
        for (var stage = 0; stage < session.Replay.Length && missing.Length == 0 && !session.Findings.HasErrors; stage++)
        {
            missing = await evaluation.RunAsync(session.Replay[stage], session.Options.Jobs, failures, () => { }, stop.Token);
        }

        if (session.Findings.HasErrors)
        {
            return Failed(session);
        }

        var staleness = DatasetStaleness.Of(session, evaluation, missing);
        if (session.Findings.HasErrors)
        {
            return Failed(session);
        }

        var plan = missing.Length > 0 ? MissingPlan.Of(session, evaluation.Stale.Count, [.. missing.SelectMany(m => m.Answers)]) : NothingMissing(session, evaluation);
        return plan with
        {
            Status = staleness.Reasons.Length == 0 ? BuildStatus.UpToDate : BuildStatus.OutOfDate,
            Unused = await UnusedAnswers.CountAsync(session, evaluation, missing, ct),
            Stale = staleness.Reasons,
            Last = LastBuild.Of(session) is { } last ? last with { Shards = ThereOf(staleness.Earlier) } : null,
            Diagnostics = session.Findings.ToSorted(),
        };
    }

    /// <summary>Of the last build's shards, those that lie there as they were written count as kept.</summary>
    private static ShardCounts ThereOf(ImmutableArray<EarlierShard> earlier) => new(earlier.Length, 0, earlier.Count(s => s.IsIntact), 0);

    private static PlanOutcome NothingMissing(BuildSession session, Evaluation evaluation) => new()
    {
        Dataset = session.Name,
        Definition = session.DefinitionPath,
        Status = BuildStatus.OutOfDate,
        Seeds = session.Seeds.Count,
        Product = session.Seeds.Product,
        Partitions = session.Seeds.Partitions.Length,
        StalePartitions = evaluation.Stale.Count,
    };

    /// <summary>Nothing can be said of its own calls before the rows are there that it needs.</summary>
    private static PlanOutcome Waiting(BuildSession session) => new()
    {
        Dataset = session.Name,
        Definition = session.DefinitionPath,
        Status = BuildStatus.OutOfDate,
        Needs = session.Upstream.Unknown,
        Stale = [.. session.Upstream.Unknown.Select(u => new StaleReason("dataset", StaleCode.UpstreamChanged, u.Definition, $"{u.Dataset} waits for answers"))],
        Last = LastBuild.Of(session),
        Diagnostics = session.Findings.ToSorted(),
    };

    private static PlanOutcome UpToDate(BuildOutcome known) => new()
    {
        Dataset = known.Dataset,
        Definition = known.Definition,
        Status = BuildStatus.UpToDate,
        Seeds = known.Seeds,
        Product = known.Product,
        Last = known,
        Diagnostics = known.Diagnostics,
    };

    private static PlanOutcome Failed(BuildSession session) => new()
    {
        Dataset = session.Name,
        Definition = session.DefinitionPath,
        Status = BuildStatus.Failed,
        Product = session.Seeds?.Product,
        Diagnostics = session.Findings.ToSorted(),
    };
}
