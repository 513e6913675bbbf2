using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Prompts;

namespace SynthTool.Build;

/// <summary>Tells where a row or a shard comes from. Writes nothing.</summary>
internal static class DatasetExplain
{
    private const string RowPrefix = "row:";

    /// <param name="target"><c>row:&lt;id&gt;</c>, or the path of a file that the dataset is made of or that a build wrote.</param>
    public static async Task<ExplainOutcome> RunAsync(Workspace workspace, string definition, string target, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, new BuildOptions { Offline = true }, NoListener.Instance);
        var outcome = new ExplainOutcome(session.Name, definition, target, []);
        try
        {
            outcome = await session.TrustingAsync(() => FindAsync(session, outcome, ct));
            if (outcome is { Row: null, File: null })
            {
                session.Findings.Add(BuildDiagnostics.UnknownTarget, null, $"{Quoted.Text(target)} is no row and no file of a dataset here", "rows are named row:<id>, as `dotnet synth preview` shows them; `--row <key>` there shows those of one seed");
            }
        }
        catch (BuildStop)
        {
        }
        catch (FileFailure failure)
        {
            session.Findings.Add(failure.In(workspace.Root));
        }

        return outcome with { Dataset = session.Name, Diagnostics = session.Findings.ToSorted() };
    }

    private static async Task<ExplainOutcome> FindAsync(BuildSession session, ExplainOutcome asked, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var evaluation = new Evaluation(StageSchedule.EvaluationSourcesOf(session));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, keepGoing: true, stop);
        ImmutableArray<PartitionMissing> missing = [];
        foreach (var stage in session.Replay)
        {
            missing = missing.AddRange(await evaluation.RunAsync(stage, session.Options.Jobs, failures, () => { }, stop.Token));
        }

        return asked.Target.StartsWith(RowPrefix, StringComparison.Ordinal)
            ? asked with { Row = await ExplainRow.FindAsync(session, evaluation, asked.Target[RowPrefix.Length..], ct) }
            : asked with { File = ExplainFile.Find(session, evaluation, missing, asked.Target) };
    }
}

/// <summary>The explanation; exactly one of the parts is set when the target is known.</summary>
internal sealed record ExplainOutcome(string Dataset, string Definition, string Target, ImmutableArray<Diagnostic> Diagnostics)
{
    public ExplainedRow? Row { get; init; }

    public ExplainedFile? File { get; init; }
}

/// <summary>A row's origin.</summary>
/// <param name="Kept">Whether the row is shipped; otherwise <see cref="Dropped"/> says why not, or a request is missing.</param>
internal sealed record ExplainedRow(
    string Id,
    string SeedKey,
    SourcePlace? Seed,
    bool Kept,
    ExplainedDrop? Dropped,
    string? Split,
    ImmutableArray<ExplainedCall> Calls,
    ImmutableArray<ExplainedColumn> Columns,
    ImmutableArray<string> Shards)
{
    /// <summary>The other dataset's row that the seed is; null for a record of a file.</summary>
    public ExplainedUpstream? Upstream { get; init; }

    /// <summary>Where sources are crossed, the records that the seed is made of, in the order of the sources; else empty.</summary>
    public ImmutableArray<ExplainedRecord> Records { get; init; } = [];

    /// <summary>Whether a row that is neither kept nor dropped waits for other rows alone.</summary>
    public bool OwnAnswersAreStored => Calls.All(c => c.Responses.Length == c.Requests.Length);
}

/// <summary>A row of another dataset.</summary>
internal sealed record ExplainedUpstream(string Dataset, string Definition, string Row);

/// <summary>A crossed source's record.</summary>
internal sealed record ExplainedRecord(string Source, SourcePlace Place);

/// <summary>Which step removed a row, and why.</summary>
internal sealed record ExplainedDrop(string Step, string Reason, string? Because);

/// <summary>A step's question and answer.</summary>
/// <param name="Templates">The template and what it included for this row.</param>
/// <param name="Variables">The names that the template read, and whether they were there.</param>
/// <param name="Requests">The request's key, then those of its repairs.</param>
/// <param name="Responses">The digests of the answers, in the same order; shorter when one is missing.</param>
internal sealed record ExplainedCall(
    string Step, string Teacher, string Model, int Sample, ImmutableArray<string> Templates, ImmutableArray<ObservedName> Variables,
    ImmutableArray<string> Requests, ImmutableArray<string> Responses, string? Finish, string? Failure, long? InputTokens, long? OutputTokens);

/// <summary>A step's result.</summary>
internal sealed record ExplainedColumn(string Name, JsonElement Value);

/// <summary>A file's part in the dataset.</summary>
/// <param name="Role"><c>shard</c>, <c>manifest</c>, <c>card</c>, <c>lock</c>, <c>responses</c>, <c>template</c>, <c>schema</c>, <c>teachers</c>, <c>seeds</c> or <c>definition</c>.</param>
/// <param name="Stale">Why it, or what is made of it, is stale; empty when all is up to date.</param>
/// <param name="Partitions">For a shard: the first keys of the partitions it holds; empty when that is not known any more.</param>
/// <param name="Rows">For a shard.</param>
internal sealed record ExplainedFile(string Path, string Role, ImmutableArray<StaleReason> Stale, ImmutableArray<string> Partitions, long? Rows)
{
    /// <summary>For people: what the file is for, or what becomes of it.</summary>
    public string About { get; init; } = "";
}
