using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Seeds;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>A side's rows, made from its files and stored answers; what earlier builds left is used where it fits.</summary>
internal sealed class RebuiltRows : ISideRows
{
    private readonly BuildSession session;
    private readonly Evaluation evaluation;
    private readonly Dictionary<string, int> partitions;
    private readonly HashSet<ulong> waiting = [];

    private RebuiltRows(BuildSession session, Evaluation evaluation, ImmutableArray<MissingAnswer> missing)
    {
        this.session = session;
        this.evaluation = evaluation;
        Missing = missing.Select(m => m.Request.Key).Distinct().LongCount();
        partitions = session.Seeds.Partitions.ToDictionary(p => TraceKey.Of(0, p.FirstKey).Partition, p => p.Index, StringComparer.Ordinal);
        Facts = LockInputs.Of(session.Files, session.Seeds);
    }

    public ImmutableSortedDictionary<string, string> Facts { get; }

    /// <summary>Requests without a stored answer, as far as they are known.</summary>
    public long Missing { get; }

    public long Seeds => session.Seeds.Count;

    /// <summary>Seeds whose rows are not known; complete when all partitions were read.</summary>
    public long WaitingSeeds => waiting.Count;

    public bool IsComplete => evaluation.IsComplete;

    public IReadOnlyList<SideOutput> Outputs => BlockRows.Outputs(session.Projections);

    public IReadOnlyList<PricedTeacher> Teachers => PricedTeacher.Of(session.Definition.Teachers);

    public DatasetDefinition Definition => session.Definition;

    /// <summary>The digests under which the outputs' rows are kept: equal digests mean that equal blocks give equal rows.</summary>
    public ImmutableArray<Store.ContentHash> OutputDigests => session.OutputDigests;

    /// <summary>Counts as a lock has them; null while answers are missing.</summary>
    public ImmutableSortedDictionary<string, long>? Counts => IsComplete ? LockRecord.CountsOf(session, evaluation, DatasetTotals.Of(session, evaluation)) : null;

    /// <summary>Rows by output and split; null while answers are missing.</summary>
    public ImmutableDictionary<OutputSplit, long>? Shipped => !IsComplete ? null : (
        from partition in session.Seeds.Partitions
        from slice in evaluation.Final(partition.Index)!.Slices.Select((s, i) => (s.Slice, Output: session.Definition.Outputs[i].Name.Value))
        from split in slice.Slice.Splits
        group split.Rows by new OutputSplit(slice.Output, split.Split)).ToImmutableDictionary(g => g.Key, g => g.Sum());

    /// <summary>The digests of the last stage's rows; a partition that misses an answer has none.</summary>
    public Dictionary<string, string?> Digests() => partitions.ToDictionary(p => p.Key, p => evaluation.Final(p.Value)?.Trace.Output.ToString(), StringComparer.Ordinal);

    /// <param name="session">Not opened yet; disposed when it cannot be.</param>
    /// <param name="sources">Changes what the evaluation works on.</param>
    /// <exception cref="BuildStop">The files have errors, which the session's findings tell.</exception>
    public static async Task<RebuiltRows> OpenAsync(BuildSession session, Func<EvaluationSources, EvaluationSources> sources, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var evaluation = new Evaluation(sources(StageSchedule.EvaluationSourcesOf(session)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, keepGoing: true, stop);
        ImmutableArray<MissingAnswer> missing = [];
        foreach (var stage in session.Replay)
        {
            var found = await evaluation.RunAsync(stage, session.Options.Jobs, failures, () => { }, stop.Token);
            missing = missing.AddRange(found.SelectMany(m => m.Answers));
        }

        return session.Findings.HasErrors ? throw new BuildStop(ExitCode.Failed) : new RebuiltRows(session, evaluation, missing);
    }

    public async Task<SideBlock> ReadAsync(string partition, CancellationToken ct)
    {
        if (!partitions.TryGetValue(partition, out var index))
        {
            return SideBlock.Empty;
        }

        return evaluation.Final(index) is not null
            ? BlockRows.Of((await evaluation.BlockAsync(session.Replay.Length - 1, index, ct)).Outcomes, session.Projections)
            : BlockRows.Of(await OutcomesAsync(session.Seeds.Read(session.Seeds.Partitions[index]), ct), session.Projections);
    }

    public bool IsWaiting(ulong seed) => waiting.Contains(seed);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    /// <summary>Of an incomplete partition, the rows of those seeds that miss no answer. A step that must see all rows tells nothing before they are there.</summary>
    private async Task<List<Outcome>> OutcomesAsync(IReadOnlyList<Seed> seeds, CancellationToken ct)
    {
        var known = new List<Outcome>();
        foreach (var seed in seeds)
        {
            if (session.Replay is [Stage.Rows only] && await BlockOfAsync(only, seed, ct) is { } block)
            {
                known.AddRange(block.Outcomes);
            }
            else
            {
                _ = waiting.Add(SideRow.HashOf(seed.Key));
            }
        }

        return known;
    }

    private static async Task<Block?> BlockOfAsync(Stage.Rows stage, Seed seed, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        return (await StageRun.OverSeedsAsync(stage, [seed], new RunFailures(new Findings(), keepGoing: true, stop), stop.Token)).Block;
    }
}
