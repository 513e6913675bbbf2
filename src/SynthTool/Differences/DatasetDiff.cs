using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Differences;

/// <summary>Says how a dataset differs between two commits, or a commit and the work tree. Changes nothing but what may be deleted at any time.</summary>
internal static class DatasetDiff
{
    /// <param name="revisions">Of the workspace's repository; may be null when both sides are the work tree.</param>
    public static async Task<DiffOutcome> RunAsync(
        Workspace workspace, string definition, DiffRange range, DiffOptions options, IRevisions? revisions, CancellationToken ct)
    {
        try
        {
            return await TrustingAsync(workspace, definition, range, options, revisions, ct);
        }
        catch (FileFailure failure)
        {
            return Failed(workspace, definition, range, failure.In(workspace.Root));
        }
        catch (SeedsChanged changed)
        {
            return Failed(workspace, definition, range, changed.Found);
        }
        catch (RevisionFailure failure)
        {
            return Failed(workspace, definition, range, failure.Found);
        }
    }

    /// <summary>Trusts what is stored as far as it holds: first locks and blocks alone, then files and records, then files and answers.</summary>
    private static async Task<DiffOutcome> TrustingAsync(
        Workspace workspace, string definition, DiffRange range, DiffOptions options, IRevisions? revisions, CancellationToken ct)
    {
        try
        {
            return await CompareAsync(workspace, definition, range, options, revisions, Trust.Locks, ct);
        }
        catch (BlockGone)
        {
        }
        catch (StaleRecord)
        {
        }

        try
        {
            return await CompareAsync(workspace, definition, range, options, revisions, Trust.Records, ct);
        }
        catch (StaleRecord)
        {
            return await CompareAsync(workspace, definition, range, options, revisions, Trust.Nothing, ct);
        }
    }

    private static async Task<DiffOutcome> CompareAsync(
        Workspace workspace, string definition, DiffRange range, DiffOptions options, IRevisions? revisions, Trust trust, CancellationToken ct)
    {
        var findings = new Findings();
        await using var from = DiffSide.Open(workspace, options.OldDefinition ?? definition, range.From, revisions, options, ct);
        await using var to = DiffSide.Open(workspace, definition, range.To, revisions, options, ct);
        if (trust is not Trust.Locks || !LockedSides.TryOpen(workspace, definition, from, to))
        {
            await from.RebuildAsync(trust is Trust.Nothing, findings, ct);
            await to.RebuildAsync(trust is Trust.Nothing, findings, ct);
        }

        var outcome = new DiffOutcome(NameOf(workspace, definition, from, to), definition, from.End, to.End);
        IReadOnlyCollection<string> otherAnswers = [];
        var isComparable = from.State is not DiffState.Unknown && to.State is not DiffState.Unknown;
        if (isComparable)
        {
            var rows = new RowComparison(from.Rows ?? new NoRows(), to.Rows ?? new NoRows(), options);
            var (outputs, cost) = await rows.RunAsync(from.Facts, to.Facts, SkipsEqual(from, to), ct);
            otherAnswers = rows.StepsOfOtherAnswers;
            outcome = outcome with { Outputs = outputs, Cost = cost, From = from.End, To = to.End };
        }

        return outcome with
        {
            RowsCompared = isComparable,
            Outputs = DiffCounts.Outputs(outcome.Outputs, from, to),
            Steps = DiffCounts.Steps(from, to),
            Counts = DiffCounts.Others(from.Facts, to.Facts),
            Causes = from.Exists && to.Exists ? [.. Causes(workspace, definition, revisions, from, to, ct), .. otherAnswers.Select(step => OfAnswers(definition, to, step))] : [],
            Diagnostics = findings.ToSorted(),
        };
    }

    private static bool SkipsEqual(DiffSide from, DiffSide to) =>
        from.State is DiffState.Locked
        || from.Rows is RebuiltRows a && to.Rows is RebuiltRows b && a.Outputs.Select(o => o.Name).SequenceEqual(b.Outputs.Select(o => o.Name)) && a.OutputDigests.SequenceEqual(b.OutputDigests);

    private static ImmutableArray<StaleReason> Causes(Workspace workspace, string definition, IRevisions? revisions, DiffSide from, DiffSide to, CancellationToken ct)
    {
        var seeds = from.Facts.Inputs.Keys.Union(to.Facts.Inputs.Keys, StringComparer.Ordinal)
            .Any(name => name.StartsWith("seeds ", StringComparison.Ordinal) && from.Facts.Inputs.GetValueOrDefault(name) != to.Facts.Inputs.GetValueOrDefault(name));
        return DiffCauses.Between(definition, from.Facts, to.Facts, seeds ? SeedFiles.Differing(workspace, revisions, from, to, ct) : []);
    }

    private static StaleReason OfAnswers(string definition, DiffSide to, string step)
    {
        var isCommitted = to.Facts.Inputs.GetValueOrDefault("responses") == "commit";
        return new StaleReason("dataset", StaleCode.ResponseChanged, isCommitted ? $"{definition[..(definition.LastIndexOf('/') + 1)]}responses/{step}.jsonl" : null, $"answers of {step}");
    }

    private static string NameOf(Workspace workspace, string definition, DiffSide from, DiffSide to) =>
        to.DatasetName ?? from.DatasetName ?? Datasets.NameIn(workspace.Root, definition) ?? "";

    private static DiffOutcome Failed(Workspace workspace, string definition, DiffRange range, Diagnostic found) =>
        new(Datasets.NameIn(workspace.Root, definition) ?? "", definition, EndOf(range.From), EndOf(range.To)) { RowsCompared = false, Diagnostics = [found] };

    private static DiffEnd EndOf(Revision? revision) => new(revision?.Name ?? "work tree", revision?.Commit, DiffState.Unknown);

    private enum Trust
    {
        Locks,
        Records,
        Nothing,
    }
}
