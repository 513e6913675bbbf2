using System.Collections.Concurrent;
using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>
/// Brings every partition through every stage. A partition whose input digest is that of its last run is skipped; the
/// others run, and their new records take the place of the old ones.
/// </summary>
internal sealed class Evaluation
{
    private const int TypicalBlockBytes = 512 * 1024;

    private readonly EvaluationSources sources;
    private readonly ImmutableArray<Partition> partitions;
    private readonly PartitionRecord?[][] records;
    private readonly byte[]?[][] decisions;
    private readonly ConcurrentDictionary<int, ImmutableArray<ContentHash>> answered = [];
    private readonly ConcurrentDictionary<int, ImmutableArray<OutputSlice>> ifAllStay = [];
    private int ran;
    private long rowsIn;
    private long rowsKept;

    public Evaluation(EvaluationSources sources)
    {
        this.sources = sources;
        partitions = sources.Seeds.Partitions;
        records = [.. sources.Stages.Select(_ => new PartitionRecord?[partitions.Length])];
        decisions = [.. sources.Stages.Select(_ => new byte[]?[partitions.Length])];
    }

    /// <summary>How many partitions a stage was run for, each counted once a stage.</summary>
    public int Ran => ran;

    /// <summary>Rows that reached a verdict in the partitions that ran, and of them those that go on.</summary>
    public (long In, long Kept) Rows => (Interlocked.Read(ref rowsIn), Interlocked.Read(ref rowsKept));

    /// <summary>The record of a partition's last stage; null while it is incomplete.</summary>
    public PartitionRecord? Final(int partition) => records[^1][partition];

    public PartitionRecord? At(int stage, int partition) => records[stage][partition];

    public bool IsComplete => records[^1].All(r => r is not null);

    /// <summary>The partitions that ran or still have to, by stage.</summary>
    public ImmutableHashSet<int> Stale { get; private set; } = [];

    /// <summary>Of those, the partitions that miss, or missed before they ran again, an answer which is stored but damaged.</summary>
    public ImmutableHashSet<int> Damaged { get; private set; } = [];

    /// <summary>Runs one stage for the partitions that have no record of it yet and whose earlier stage is complete.</summary>
    /// <param name="run">The stage with the steps that may or may not spend.</param>
    /// <param name="parallel">How many partitions are in work at once.</param>
    /// <param name="done">Told after each partition.</param>
    /// <returns>What is missing, in partition order.</returns>
    public async Task<ImmutableArray<PartitionMissing>> RunAsync(Stage run, int parallel, RunFailures failures, Action done, CancellationToken ct)
    {
        if (run is Stage.Corpus corpus)
        {
            if (!Enumerable.Range(0, partitions.Length).All(p => HasInput(run.Index, p)))
            {
                return []; // nothing is decided before all rows are there
            }

            await DecideAsync(corpus, failures.Findings, ct);
        }

        var missing = new ImmutableArray<MissingAnswer>[partitions.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, partitions.Length).Where(p => records[run.Index][p] is null && HasInput(run.Index, p)),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct },
            async (p, stop) =>
            {
                missing[p] = await RunAsync(run, p, failures, stop);
                done();
            });
        return [.. missing.Select((m, p) => new PartitionMissing(p, m.IsDefault ? [] : m)).Where(m => m.Answers.Length > 0)];
    }

    /// <summary>The rows of a partition after a stage, from the cache or made again from stored answers.</summary>
    /// <exception cref="StaleRecord">What is made is not what was recorded: stored answers have changed.</exception>
    public async Task<Block> BlockAsync(int stage, int partition, CancellationToken ct)
    {
        var record = records[stage][partition] ?? throw new InvalidOperationException("The partition is not complete.");
        if (sources.Stages[stage] is Stage.Corpus corpus)
        {
            return Apply(corpus, await BlockAsync(stage - 1, partition, ct), decisions[stage][partition] ?? throw new StaleRecord());
        }

        return sources.Blocks.TryRead(record.Trace.Output) ?? await MakeAgainAsync((Stage.Rows)sources.Stages[stage], partition, record, ct);
    }

    private async Task<Block> MakeAgainAsync(Stage.Rows stage, int partition, PartitionRecord record, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var result = await RunRowsAsync(stage, partition, new RunFailures(new Findings(), keepGoing: false, stop), stop.Token);
        if (result.Block is not { } block)
        {
            throw new StaleRecord();
        }

        using var bytes = new PooledBuffer(TypicalBlockBytes);
        BlockFormat.Write(block, bytes);
        if (ContentHash.Of(bytes.WrittenSpan) != record.Trace.Output)
        {
            throw new StaleRecord();
        }

        sources.Blocks.Write(record.Trace.Output, bytes.WrittenSpan);
        return block;
    }

    /// <summary>The requests that an incomplete partition did find answers for.</summary>
    public IEnumerable<ContentHash> AnsweredIn(int partition) => answered.GetValueOrDefault(partition, []);

    private bool HasInput(int stage, int partition) => stage == 0 || records[stage - 1][partition] is not null;

    private async ValueTask<ImmutableArray<MissingAnswer>> RunAsync(Stage stage, int partition, RunFailures failures, CancellationToken ct)
    {
        var input = InputOf(stage, partition);
        if (Known(stage.Index, partition, input) is { } known)
        {
            records[stage.Index][partition] = known;
            return [];
        }

        lock (records)
        {
            Stale = Stale.Add(partition);
        }

        return stage switch
        {
            Stage.Rows rows => Keep(rows, partition, input, await RunRowsAsync(rows, partition, failures, ct)),
            Stage.Corpus corpus => TryKeepAll(corpus, partition, input) ? [] : Keep(corpus, partition, input, await BlockAsync(stage.Index - 1, partition, ct)),
            _ => throw new InvalidOperationException("An unknown stage."),
        };
    }

    private async Task<StageResult> RunRowsAsync(Stage.Rows stage, int partition, RunFailures failures, CancellationToken ct) => stage.Index == 0
        ? await StageRun.OverSeedsAsync(stage, sources.Seeds.Read(partitions[partition]), failures, ct)
        : await StageRun.OverAsync(stage, await BlockAsync(stage.Index - 1, partition, ct), failures, ct);

    private ImmutableArray<MissingAnswer> Keep(Stage.Rows stage, int partition, ContentHash input, StageResult result)
    {
        if (result.Block is not { } block)
        {
            answered[partition] = result.Answered;
            if (result.Missing.Any(m => sources.IsDamaged(m.Request.Key)))
            {
                lock (records)
                {
                    Damaged = Damaged.Add(partition);
                }
            }

            return result.Missing;
        }

        using var bytes = new PooledBuffer(TypicalBlockBytes);
        BlockFormat.Write(block, bytes);
        var output = ContentHash.Of(bytes.WrittenSpan);
        sources.Blocks.Write(output, bytes.WrittenSpan);
        sources.Used(block);
        Prepare(stage.Index + 1, partition, block, output);
        Record(stage.Index, partition, block, new Trace(input, output, PartitionRecord.ResponsesOf(block)));
        return [];
    }

    private ImmutableArray<MissingAnswer> Keep(Stage.Corpus stage, int partition, ContentHash input, Block before)
    {
        // The rows after a corpus step follow from the block before and the decisions, which the input digest covers.
        sources.Blocks.WriteDecisions(input, decisions[stage.Index][partition]!);
        Record(stage.Index, partition, Apply(stage, before, decisions[stage.Index][partition]!), new Trace(input, input, records[stage.Index - 1][partition]!.Trace.Responses));
        return [];
    }

    /// <summary>
    /// While a block is in memory: its sketch for a corpus step that follows, and the slices that the outputs will have if
    /// that step is the last and takes no row of it. Else the block would be read back for each.
    /// </summary>
    private void Prepare(int stage, int partition, Block block, ContentHash digest)
    {
        if (stage == sources.Stages.Length || sources.Stages[stage] is not Stage.Corpus corpus)
        {
            return;
        }

        try
        {
            if (sources.Sketches.Find(corpus.Digest, digest) is null)
            {
                sources.Sketches.Use(corpus.Digest, digest, corpus.Step.Sketch(block));
            }
        }
        catch (StepFailure)
        {
            return; // met again, and told, when it is decided
        }

        if (!IsLast(stage))
        {
            return;
        }

        var findings = new Findings();
        var slices = sources.Slices(block, findings);
        if (findings.ToSorted().IsEmpty)
        {
            ifAllStay[partition] = slices;
        }
    }

    /// <summary>Without decisions all rows stay as they are: the record follows from that of the stage before.</summary>
    private bool TryKeepAll(Stage.Corpus stage, int partition, ContentHash input)
    {
        if (decisions[stage.Index][partition]!.Length > 0 || !ifAllStay.TryRemove(partition, out var slices))
        {
            return false;
        }

        sources.Blocks.WriteDecisions(input, []);
        var before = records[stage.Index - 1][partition]!;
        records[stage.Index][partition] = before with
        {
            Trace = new Trace(input, input, before.Trace.Responses),
            Counts = before.Counts.Add(new StepCount(stage.Step.Name, before.Rows, before.Rows)),
            Slices = slices,
        };
        Count(before.Rows + before.Removed.Sum(r => r.Rows), before.Rows);
        return true;
    }

    private void Count(long rows, long kept)
    {
        Interlocked.Increment(ref ran);
        Interlocked.Add(ref rowsIn, rows);
        Interlocked.Add(ref rowsKept, kept);
    }

    private void Record(int stage, int partition, Block block, Trace trace)
    {
        Count(block.Outcomes.Length, block.Rows.Length);
        records[stage][partition] = PartitionRecord.Of(block, trace, IsLast(stage) ? sources.Slices(block, sources.Findings) : []);
    }

    /// <summary>The record of an earlier run with the same input: of the state, or of the lock when its block is stored.</summary>
    private PartitionRecord? Known(int stage, int partition, ContentHash input)
    {
        var key = TraceKey.Of(stage, partitions[partition].FirstKey);
        if (sources.Force)
        {
            return null;
        }

        if (sources.Records.TryGetValue(key, out var record) && record.Trace.Input == input)
        {
            return !IsLast(stage) || sources.SlicesHold(record.Slices) ? record : WithSlices(stage, partition, record.Trace);
        }

        return sources.Lock.Traces.TryGetValue(key, out var trace) && trace.Input == input ? WithSlices(stage, partition, trace) : null;
    }

    private PartitionRecord? WithSlices(int stage, int partition, Trace trace) =>
        sources.Stages[stage] is Stage.Rows && sources.Blocks.TryRead(trace.Output) is { } block
            ? PartitionRecord.Of(block, trace with { Responses = PartitionRecord.ResponsesOf(block) }, IsLast(stage) ? sources.Slices(block, sources.Findings) : [])
            : null;

    private bool IsLast(int stage) => stage == sources.Stages.Length - 1;

    private ContentHash InputOf(Stage stage, int partition)
    {
        using var hasher = new ContentHasher();
        hasher.Add(stage.Digest).Add(stage.Index == 0 ? partitions[partition].Digest : records[stage.Index - 1][partition]!.Trace.Output);
        if (stage is Stage.Corpus)
        {
            hasher.Add(decisions[stage.Index][partition]!);
        }

        return hasher.Finish();
    }

    private async Task DecideAsync(Stage.Corpus stage, Findings findings, CancellationToken ct)
    {
        var sketches = new byte[partitions.Length][];
        await Parallel.ForEachAsync(Enumerable.Range(0, partitions.Length), new ParallelOptions { MaxDegreeOfParallelism = sources.Jobs, CancellationToken = ct }, async (p, stop) =>
        {
            try
            {
                sketches[p] = sources.Sketches.Find(stage.Digest, records[stage.Index - 1][p]!.Trace.Output)
                    ?? stage.Step.Sketch(await BlockAsync(stage.Index - 1, p, stop));
                sources.Sketches.Use(stage.Digest, records[stage.Index - 1][p]!.Trace.Output, sketches[p]);
            }
            catch (StepFailure e)
            {
                findings.Add(e.Found);
                sketches[p] = [];
            }
        });
        var decided = stage.Step.Decide(sketches);
        for (var p = 0; p < decided.Length; p++)
        {
            decisions[stage.Index][p] = decided[p];
        }
    }

    /// <summary>The block after a corpus step: what was removed before stays removed, in its place.</summary>
    public static Block Apply(Stage.Corpus stage, Block before, byte[] decisions)
    {
        var verdicts = new Queue<Verdict>(stage.Step.Apply(before, decisions));
        var outcomes = before.Outcomes.Select(o => o.Removal is not null ? o : verdicts.Dequeue() switch
        {
            Verdict.Keep keep => new Outcome(keep.Row, null),
            Verdict.Drop drop => new Outcome(drop.Row, new Removal(stage.Step.Name, drop.Reason, drop.Because, drop.IsQuarantine)),
            _ => throw new InvalidOperationException("A corpus step keeps or drops."),
        }).ToImmutableArray();
        var kept = outcomes.Count(o => o.Removal is null);
        return new Block(outcomes, before.Counts.Add(new StepCount(stage.Step.Name, before.Rows.Length, kept)));
    }

    /// <summary>All records, for the state file and the lock.</summary>
    public IEnumerable<KeyValuePair<TraceKey, PartitionRecord>> AllRecords() =>
        from stage in Enumerable.Range(0, records.Length)
        from p in Enumerable.Range(0, partitions.Length)
        where records[stage][p] is not null
        select new KeyValuePair<TraceKey, PartitionRecord>(TraceKey.Of(stage, partitions[p].FirstKey), records[stage][p]!);
}

/// <summary>What an evaluation works on.</summary>
internal sealed record EvaluationSources
{
    public required SeedSet Seeds { get; init; }

    /// <summary>The stages as they run from stored answers alone.</summary>
    public required ImmutableArray<Stage> Stages { get; init; }

    public required ImmutableDictionary<TraceKey, PartitionRecord> Records { get; init; }

    public required LockFile Lock { get; init; }

    public required BlockCache Blocks { get; init; }

    public required SketchCache Sketches { get; init; }

    public required int Jobs { get; init; }

    /// <summary>Whether earlier records count for nothing: everything runs again from stored answers.</summary>
    public bool Force { get; init; }

    /// <summary>A block's slices for all outputs; takes what is wrong with its rows.</summary>
    public required Func<Block, Findings, ImmutableArray<OutputSlice>> Slices { get; init; }

    /// <summary>Takes what is wrong with the rows of outputs.</summary>
    public required Findings Findings { get; init; }

    /// <summary>Whether recorded slices are of today's outputs.</summary>
    public required Func<ImmutableArray<OutputSlice>, bool> SlicesHold { get; init; }

    /// <summary>Whether what is stored for a key is damaged.</summary>
    public required Func<ContentHash, bool> IsDamaged { get; init; }

    /// <summary>Told of each block that ran, for the answers that it used.</summary>
    public required Action<Block> Used { get; init; }
}

/// <summary>The requests without an answer of one partition.</summary>
internal readonly record struct PartitionMissing(int Partition, ImmutableArray<MissingAnswer> Answers);

/// <summary>A recorded trace does not fit the stored answers any more: the evaluation begins anew without records.</summary>
internal sealed class StaleRecord : Exception;
