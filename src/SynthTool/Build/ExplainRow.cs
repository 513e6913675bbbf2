using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Generation;
using SynthTool.Prompts;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>Finds where a row comes from: its seed, templates, requests, answers and verdicts.</summary>
internal static class ExplainRow
{
    /// <summary>The row, kept, dropped or waiting; null when the dataset has none of this id.</summary>
    public static async Task<ExplainedRow?> FindAsync(BuildSession session, Evaluation evaluation, string id, CancellationToken ct)
    {
        var key = id.Split('/')[0];
        foreach (var partition in session.Seeds.Partitions)
        {
            if (!session.Seeds.Read(partition).Any(s => s.Key == key))
            {
                continue;
            }

            var seed = session.Seeds.Find(key);
            ImmutableArray<SourcePlace> places = seed is null ? [] : session.Seeds.PlacesOf(seed);
            var row = await FindAsync(session, evaluation, partition.Index, id, key, places.FirstOrDefault(), ct);
            return row is null ? null : row with
            {
                Records = session.Definition.Cross is null ? [] : [.. places.Select((p, i) => new ExplainedRecord(session.Definition.Sources[i].Name!, p))],
                Upstream = seed?.Origin is { } origin ? UpstreamOf(session, seed.Place, origin) : null,
            };
        }

        return null;
    }

    private static async Task<ExplainedRow?> FindAsync(BuildSession session, Evaluation evaluation, int partition, string id, string key, SourcePlace? place, CancellationToken ct)
    {
        if (evaluation.Final(partition) is null)
        {
            return await WaitingAsync(session, id, key, place, ct);
        }

        var block = await evaluation.BlockAsync(session.Replay.Length - 1, partition, ct);
        var found = block.Outcomes.FirstOrDefault(o => o.Row.Id == id);
        return found.Row is null ? null : await ExplainAsync(session, evaluation, partition, found, place, ct);
    }

    private static ExplainedUpstream UpstreamOf(BuildSession session, SourcePlace place, string origin)
    {
        var definition = place.Path.Split('#')[0];
        return new ExplainedUpstream(Datasets.NameIn(session.Workspace.Root, definition) ?? definition, definition, origin);
    }

    private static async Task<ExplainedRow> ExplainAsync(BuildSession session, Evaluation evaluation, int partition, Outcome found, SourcePlace? place, CancellationToken ct)
    {
        var row = found.Row;
        var drop = found.Removal is { } removal
            ? new ExplainedDrop(removal.Step, removal.Reason, removal.Because ?? await TwinAsync(session, evaluation, partition, found, ct))
            : null;
        return new ExplainedRow(
            row.Id, row.Seed.Key, place, drop is null, drop, row.Split,
            [.. row.Calls.Select(call => CallOf(session, row, call))],
            [.. row.Columns.Select(c => new ExplainedColumn(c.Name, c.Value))],
            drop is null ? ShardsOf(session, evaluation, partition, row) : []);
    }

    /// <summary>A row whose answers are missing: what could be rendered of it.</summary>
    private static async Task<ExplainedRow?> WaitingAsync(BuildSession session, string id, string key, SourcePlace? place, CancellationToken ct)
    {
        var sample = await SampleRun.RunAsync(session, null, key, session.Replay, ct);
        var missing = sample.Missing.Where(m => m.Row.Id == id || id.StartsWith(m.Row.Id + "/", StringComparison.Ordinal) || m.Row.Id.StartsWith(id + "/", StringComparison.Ordinal)).ToList();
        return missing.Count == 0
            ? Undecided(session, sample.Outcomes.FirstOrDefault(o => o.Row.Id == id), place)
            : new ExplainedRow(
                id, key, place, false, null, null,
                [.. missing.Select(m => new ExplainedCall(
                    m.Request.Step, m.Request.Teacher.Name.Value, m.Request.Teacher.Model, m.Request.Sample,
                    Observe(session, m.Row, m.Request.Step).Templates, Observe(session, m.Row, m.Request.Step).Names,
                    [m.Request.Key.ToString()], [], null, null, null, null))],
                [.. missing[0].Row.Columns.Select(c => new ExplainedColumn(c.Name, c.Value))],
                []);
    }

    /// <summary>A row that is complete itself, in a dataset where other rows' answers are missing: what row steps said of it counts, what a corpus step says is not known.</summary>
    private static ExplainedRow? Undecided(BuildSession session, Outcome alone, SourcePlace? place)
    {
        if (alone.Row is not { } row)
        {
            return null;
        }

        var drop = alone.Removal is { } removal && session.Replay.OfType<Stage.Corpus>().All(s => s.Step.Name != removal.Step)
            ? new ExplainedDrop(removal.Step, removal.Reason, removal.Because)
            : null;
        return new ExplainedRow(
            row.Id, row.Seed.Key, place, false, drop, null, [.. row.Calls.Select(call => CallOf(session, row, call))], [.. row.Columns.Select(c => new ExplainedColumn(c.Name, c.Value))], []);
    }

    private static ExplainedCall CallOf(BuildSession session, Row row, Call call)
    {
        var (templates, names) = Observe(session, Before(session, row, call.Step), call.Step);
        var failure = session.Store.Responses.TryGet(call.Turns[^1].Request, out var answer) ? answer.Failure?.Reason : null;
        return new ExplainedCall(
            call.Step, call.Teacher, session.Definition.Teachers.FirstOrDefault(t => t.Name.Value == call.Teacher)?.Model ?? call.Teacher, call.Sample,
            templates, names,
            [.. call.Turns.Select(t => t.Request.ToString())], [.. call.Turns.Select(t => t.Answer.ToString())],
            call.Finish, failure, call.InputTokens, call.OutputTokens);
    }

    private static (ImmutableArray<string> Templates, ImmutableArray<ObservedName> Names) Observe(BuildSession session, Row row, string step)
    {
        var generate = session.Replay.OfType<Stage.Rows>().SelectMany(s => s.Steps).OfType<GenerateStep>().First(g => g.Name == step);
        var rendered = generate.Observe(row);
        return ([generate.Template.File, .. rendered.Includes], rendered.Names);
    }

    /// <summary>The row as it was when the step saw it.</summary>
    private static Row Before(BuildSession session, Row row, string step)
    {
        var earlier = session.Definition.Steps.TakeWhile(s => s.Name != step).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return row with { Columns = [.. row.Columns.Where(c => earlier.Contains(c.Name))], Calls = [.. row.Calls.Where(c => earlier.Contains(c.Step))] };
    }

    /// <summary>The earlier row that a duplicate equals.</summary>
    private static async Task<string?> TwinAsync(BuildSession session, Evaluation evaluation, int partition, Outcome found, CancellationToken ct)
    {
        if (session.Replay.OfType<Stage.Corpus>().FirstOrDefault(s => s.Step.Name == found.Removal!.Step) is not { } stage)
        {
            return null;
        }

        var wanted = stage.Step.Sketch(new Block([new Outcome(found.Row, null)], []));
        for (var p = 0; p <= partition; p++)
        {
            var before = await evaluation.BlockAsync(stage.Index - 1, p, ct);
            var twin = before.Rows.FirstOrDefault(r => stage.Step.Sketch(new Block([new Outcome(r, null)], [])).AsSpan().SequenceEqual(wanted));
            if (twin is not null)
            {
                return $"equals row {twin.Id}";
            }
        }

        return null;
    }

    private static ImmutableArray<string> ShardsOf(BuildSession session, Evaluation evaluation, int partition, Row row)
    {
        if (!evaluation.IsComplete)
        {
            return [];
        }

        var split = row.Split ?? PartitionRecord.DefaultSplit;
        return [.. OutputPlan.Of(session, evaluation).Shards
            .Where(s => s.Split == split && partition >= s.FirstPartition && partition < s.FirstPartition + s.Partitions)
            .Select(s => $"{session.OutputFolder}/{s.Path}")];
    }
}
