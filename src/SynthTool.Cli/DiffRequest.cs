using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Differences;
using SynthTool.Files;

namespace SynthTool.Cli;

/// <summary>What <c>diff</c> is asked to compare.</summary>
/// <param name="Datasets">What else was written, to name datasets.</param>
/// <param name="Found">Mistakes of usage.</param>
internal sealed record DiffRequest(DiffRange Range, ImmutableArray<string> Datasets, ImmutableArray<Diagnostic> Found)
{
    public const int StandardRows = 10;
    private const string Head = "HEAD";

    /// <param name="isDataset">Whether a word means a dataset of the work tree.</param>
    public static DiffRequest Of(IReadOnlyList<string> words, string? from, string? to, IRevisions revisions, Func<string, bool> isDataset, bool isShallow, CancellationToken ct)
    {
        var reading = new Reading(revisions, isShallow, ct);
        if (from is not null || to is not null)
        {
            return reading.Request(from ?? Head, to, words);
        }

        var first = words.Count > 0 ? words[0] : "";
        if (words.Count == 0 || IsPath(first))
        {
            return reading.Request(Head, null, words);
        }

        var named = isDataset(first);
        if (!named && first.Split("...") is [var base1, var tip1])
        {
            return reading.SinceFork(base1.Length > 0 ? base1 : Head, tip1.Length > 0 ? tip1 : Head, [.. words.Skip(1)]);
        }

        if (!named && first.Split("..") is [var base2, var tip2])
        {
            return reading.Request(base2.Length > 0 ? base2 : Head, tip2.Length > 0 ? tip2 : Head, [.. words.Skip(1)]);
        }

        var isRevision = revisions.Resolve(first, ct) is not null;
        if (named && isRevision)
        {
            return new DiffRequest(new DiffRange(null, null), [], [UsageMistakes.Mistake($"{Quoted.Text(first)} is a commit and a dataset", $"say --old {first} for the commit, or the path of the dataset's definition")]);
        }

        if (!isRevision)
        {
            return reading.Request(Head, null, words); // a dataset, or one that only a commit has, or a mistake
        }

        return words.Count > 1 && !IsPath(words[1]) && !isDataset(words[1]) && revisions.Resolve(words[1], ct) is not null
            ? reading.Request(first, words[1], [.. words.Skip(2)])
            : reading.Request(first, null, [.. words.Skip(1)]);
    }

    private static bool IsPath(string word) => word.Length == 0 || word[0] is '.' or '/' or '\\' || word.EndsWith(".yaml", StringComparison.Ordinal);

    private sealed class Reading(IRevisions revisions, bool isShallow, CancellationToken ct)
    {
        private readonly List<Diagnostic> found = [];

        public DiffRequest Request(string from, string? to, IReadOnlyList<string> datasets) =>
            new(new DiffRange(Resolved(from), to is null ? null : Resolved(to)), [.. datasets], [.. found]);

        public DiffRequest SinceFork(string from, string to, IReadOnlyList<string> datasets)
        {
            var (one, other) = (Resolved(from), Resolved(to));
            var fork = one is null || other is null ? null : revisions.Fork(one, other, ct);
            if (found.Count == 0 && fork is null)
            {
                found.Add(new Diagnostic(DifferencesDiagnostics.UnknownRevision, null, $"{Quoted.Text(from)} and {Quoted.Text(to)} have no commit in common", isShallow ? Unshallow : $"compare them as they are: {from}..{to}"));
            }

            return new(new DiffRange(fork, other), [.. datasets], [.. found]);
        }

        private const string Unshallow = "this clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow, brings what is missing";

        private Revision? Resolved(string name)
        {
            var revision = revisions.Resolve(name, ct);
            if (revision is null)
            {
                found.Add(new Diagnostic(
                    DifferencesDiagnostics.UnknownRevision, null,
                    name == Head ? "there is no commit yet to compare with" : $"{Quoted.Text(name)} is no commit of this repository",
                    isShallow ? Unshallow : name == Head ? "commit the dataset once" : "`git branch --all` and `git tag` show names; a branch of a server is origin/<name>"));
            }

            return revision;
        }
    }
}
