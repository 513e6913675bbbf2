using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Differences;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>Finds the datasets of a comparison: those of the work tree and those that only a commit has.</summary>
internal sealed class DiffTargets(Session session, RepositoryRoot root, DiffRange range, IRevisions revisions, CancellationToken ct)
{
    private const string Suffix = ".synth.yaml";
    private const int MaxHeadBytes = 1024 * 1024;

    private static readonly string[] PassedOver = ["out", "bin", "obj", "artifacts", "node_modules"];

    /// <param name="words">Names and paths; empty: all below the current folder.</param>
    public (ImmutableArray<Target> Targets, ImmutableArray<Diagnostic> Found) Find(IReadOnlyList<string> words)
    {
        var found = new List<Diagnostic>();
        var targets = new List<Target>();
        foreach (var word in words.Count == 0 ? [""] : words)
        {
            var (here, mistakes) = range is { From: not null, To: not null } ? ([], []) : session.Targets(word.Length == 0 ? [] : [word]);
            var isWhole = word.Length > 0 && here.Length > 0 && !IsFolder(word);
            ImmutableArray<Target> elsewhere = isWhole ? [] : [.. InCommits(word)];
            targets.AddRange(here);
            targets.AddRange(elsewhere);
            if (here.IsEmpty && elsewhere.IsEmpty)
            {
                found.AddRange(mistakes switch
                {
                    [] => [Unknown(word)],
                    [{ Hint: var hint } one] when one.Kind == CliDiagnostics.UnknownDataset => [Unknown(word) with { Hint = hint }],
                    _ => mistakes,
                });
            }
        }

        foreach (var other in targets.Where(t => t.Root.AbsolutePath != root.AbsolutePath))
        {
            found.Add(new Diagnostic(CliDiagnostics.UnknownDataset, null, $"{Quoted.Path(other.Definition)} lies in another repository than this folder", "run the command in its folder"));
        }

        return ([.. targets.DistinctBy(t => t.Definition, StringComparer.Ordinal).OrderBy(t => t.Definition, StringComparer.Ordinal)], [.. found]);
    }

    /// <summary>Definitions that were moved or renamed between the sides, by their new path: a dataset is known by its name.</summary>
    public ImmutableSortedDictionary<string, string> Moved(ImmutableArray<Target> targets)
    {
        var moved = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (old, now) = (DefinitionsOf(range.From), DefinitionsOf(range.To));
        foreach (var definition in targets.Select(t => t.Definition).Where(d => now.Contains(d) && !old.Contains(d)))
        {
            var name = NameOn(range.To, definition);
            if (name is not null && old.Where(d => !now.Contains(d) && NameOn(range.From, d) == name).Take(2).ToList() is [var was])
            {
                moved[definition] = was;
            }
        }

        return moved.ToImmutable();
    }

    private HashSet<string> DefinitionsOf(Revision? side) =>
        side is null ? [.. session.Below(root, "")] : [.. revisions.Files(side, ct).Select(f => f.Path).Where(IsDefinition)];

    private string? NameOn(Revision? side, string definition) => side is null ? Datasets.NameIn(root, definition) : NameIn(side, definition);

    private static Diagnostic Unknown(string word) => word.Length == 0
        ? new(CliDiagnostics.NoDataset, null, $"no definition (*{Suffix}) lies in this folder or below it, on either side")
        : new(CliDiagnostics.UnknownDataset, null, $"{Quoted.Text(word)} is neither a commit, a path nor a dataset's name");

    private bool IsFolder(string word) => FileStamp.Of(Path.GetFullPath(word, session.Surroundings.Folder)) is { IsFolder: true };

    private IEnumerable<Target> InCommits(string word)
    {
        if (word.Contains('\0', StringComparison.Ordinal))
        {
            yield break;
        }

        var path = root.Relative(Path.TrimEndingDirectorySeparator(Path.GetFullPath(word.Length == 0 ? "." : word, session.Surroundings.Folder)));
        foreach (var revision in new[] { range.From, range.To }.OfType<Revision>())
        {
            var all = revisions.Files(revision, ct).Select(f => f.Path).Where(IsDefinition).Order(StringComparer.Ordinal).ToList();
            var below = all.Where(d => d == path || path.Length == 0 || d.StartsWith(path + "/", StringComparison.Ordinal)).ToList();
            foreach (var definition in below.Count > 0 || word.Length == 0 ? below : [.. all.Where(d => NameIn(revision, d) == word)])
            {
                yield return new Target(root, definition);
            }
        }
    }

    private static bool IsDefinition(string path) =>
        path.EndsWith(Suffix, StringComparison.Ordinal) && !path.Split('/')[..^1].Any(folder => folder.StartsWith('.') || PassedOver.Contains(folder, StringComparer.Ordinal));

    private string? NameIn(Revision revision, string definition)
    {
        using var bytes = new MemoryStream();
        _ = revisions.Read(revision, definition, piece =>
        {
            if (bytes.Length < MaxHeadBytes)
            {
                bytes.Write(piece);
            }
        }, ct);
        return DatasetName.In(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
