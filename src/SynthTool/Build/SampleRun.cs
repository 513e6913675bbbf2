using System.Collections.Immutable;
using SynthTool.Seeds;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>Runs a few seeds through all steps in memory, without records, shards or lock. Corpus steps see those seeds alone.</summary>
internal static class SampleRun
{
    /// <param name="seeds">The first so many seeds; null: all.</param>
    /// <param name="row">Only the seed that this row, or key, belongs to; null: any.</param>
    /// <param name="stages">As the caller may spend.</param>
    /// <exception cref="BuildStop">A row failed, or a call did for good.</exception>
    public static async Task<SampleResult> RunAsync(BuildSession session, int? seeds, string? row, ImmutableArray<Stage> stages, CancellationToken ct)
    {
        var sample = new SampleResult([], [], []);
        if (stages.Length == 1)
        {
            // Partition by partition, so that a large dataset is never in memory as a whole.
            foreach (var chunk in Chunks(session, seeds, row))
            {
                ct.ThrowIfCancellationRequested();
                sample = sample.And(await RunStagesAsync(session, stages, chunk, ct));
            }

            return sample;
        }

        return await RunStagesAsync(session, stages, [.. Chunks(session, seeds, row).SelectMany(c => c)], ct);
    }

    private static async Task<SampleResult> RunStagesAsync(BuildSession session, ImmutableArray<Stage> stages, IReadOnlyList<Seed> seeds, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, session.Options.KeepGoing, stop);
        var block = new Block([], []);
        ImmutableArray<MissingAnswer> missing = [];
        foreach (var stage in stages)
        {
            if (stage is Stage.Corpus corpus)
            {
                block = Evaluation.Apply(corpus, block, corpus.Step.Decide([corpus.Step.Sketch(block)])[0]);
                continue;
            }

            var result = await RunRowsAsync((Stage.Rows)stage, seeds, block, failures, stop.Token, ct);
            missing = missing.AddRange(result.Missing);
            block = result.Block ?? new Block(result.Outcomes, []);
        }

        return new SampleResult(block.Outcomes, missing, [.. seeds.Select(s => s.Key)]);
    }

    private static async Task<StageResult> RunRowsAsync(Stage.Rows stage, IReadOnlyList<Seed> seeds, Block before, RunFailures failures, CancellationToken stop, CancellationToken ct)
    {
        try
        {
            var result = stage.Index == 0
                ? await StageRun.OverSeedsAsync(stage, seeds, failures, stop)
                : await StageRun.OverAsync(stage, before, failures, stop);
            if (failures.Ending is null)
            {
                return result;
            }
        }
        catch (OperationCanceledException) when (failures.Ending is not null && !ct.IsCancellationRequested)
        {
        }

        throw new BuildStop(failures.Ending.IsBudget ? ExitCode.Budget : ExitCode.Failed);
    }

    private static IEnumerable<IReadOnlyList<Seed>> Chunks(BuildSession session, int? seeds, string? row)
    {
        var left = seeds ?? int.MaxValue;
        var key = row?.Split('/')[0];
        foreach (var partition in session.Seeds.Partitions)
        {
            if (left == 0)
            {
                yield break;
            }

            var all = session.Seeds.Read(partition);
            IReadOnlyList<Seed> chosen = key is null ? [.. all.Take(left)] : [.. all.Where(s => s.Key == key).Take(left)];
            left -= chosen.Count;
            if (chosen.Count > 0)
            {
                yield return chosen;
            }
        }
    }
}

/// <summary>What came of a sample.</summary>
internal sealed record SampleResult(ImmutableArray<Outcome> Outcomes, ImmutableArray<MissingAnswer> Missing, ImmutableArray<string> Seeds)
{
    public SampleResult And(SampleResult other) => new(Outcomes.AddRange(other.Outcomes), Missing.AddRange(other.Missing), Seeds.AddRange(other.Seeds));
}
