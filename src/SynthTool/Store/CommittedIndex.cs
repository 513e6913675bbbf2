using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Where the committed answers of a folder lie, as they were when it was read.</summary>
internal sealed class CommittedIndex : IDisposable
{
    private const int Threads = 2;

    private readonly RepositoryRoot root;
    private readonly Findings findings;

    private CommittedIndex(RepositoryRoot root, Findings findings, IReadOnlyList<CommittedFile> files)
    {
        this.root = root;
        this.findings = findings;
        Files = files;
    }

    public IReadOnlyList<CommittedFile> Files { get; }

    /// <summary>One entry a key; its flag tells a recorded failure.</summary>
    public SortedKeys Keys { get; private set; } = SortedKeys.Empty;

    /// <summary>How many lines are no answers.</summary>
    public int InvalidLines { get; private set; }

    /// <summary>The keys of those lines, as far as they can be read.</summary>
    public HashSet<ContentHash> DamagedKeys { get; } = [];

    public static CommittedIndex Read(RepositoryRoot root, string folder, Findings findings)
    {
        var names = Disk.FilesIn(folder).Where(n => n.EndsWith(CommittedFile.Extension, StringComparison.Ordinal) && n[0] != '.');
        var index = new CommittedIndex(root, findings, [.. names.Select((n, number) => new CommittedFile(Path.Combine(folder, n), number))]);
        var pieces = CommittedScan.Run(index.Files, Threads);
        index.Report(pieces);
        index.Keys = index.OnePerKey(pieces);
        return index;
    }

    public SourcePlace PlaceOf(KeyEntry entry)
    {
        var file = Files[entry.File];
        return new SourcePlace(root.Relative(file.FilePath), file.LineAt(entry.Offset));
    }

    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }

    private void Report(IReadOnlyList<CommittedScan> pieces)
    {
        foreach (var ofFile in pieces.GroupBy(p => p.File))
        {
            var path = root.Relative(ofFile.Key.FilePath);
            var line = 1;
            var hasConflict = false;
            foreach (var piece in ofFile)
            {
                foreach (var (number, what) in piece.Problems)
                {
                    findings.Add(StoreDiagnostics.LineInvalid, new SourcePlace(path, line + number), $"the line {what}; its answer counts as missing", "restore the line from git, or let a build ask again");
                }

                if (piece.ConflictLine >= 0 && !hasConflict)
                {
                    hasConflict = true;
                    findings.Add(
                        StoreDiagnostics.ConflictMarkers,
                        new SourcePlace(path, line + piece.ConflictLine),
                        "the file has conflict markers; the answers of both sides are used",
                        "`dotnet synth build` writes the file anew without them; `responses/*.jsonl merge=union` in .gitattributes avoids them");
                }

                InvalidLines += piece.ProblemCount;
                DamagedKeys.UnionWith(piece.DamagedKeys);
                ofFile.Key.IsTidy &= piece.ProblemCount == 0 && piece.ConflictLine < 0;
                line += piece.LineCount;
            }
        }
    }

    private SortedKeys OnePerKey(IReadOnlyList<CommittedScan> pieces)
    {
        var entries = new KeyEntry[pieces.Sum(p => p.Entries.Count)];
        var count = 0;
        foreach (var piece in pieces)
        {
            piece.Entries.CopyTo(entries, count);
            count += piece.Entries.Count;
            piece.Entries.Clear();
        }

        FindUnsorted(entries);
        var sorted = SortedKeys.Of(entries);
        return WithoutRepeats(sorted.Entries) is { } distinct ? SortedKeys.Of(distinct) : sorted;
    }

    private void FindUnsorted(ReadOnlySpan<KeyEntry> inFileOrder)
    {
        for (var i = 1; i < inFileOrder.Length; i++)
        {
            if (inFileOrder[i].File == inFileOrder[i - 1].File && inFileOrder[i] < inFileOrder[i - 1])
            {
                Files[inFileOrder[i].File].IsTidy = false;
            }
        }
    }

    /// <summary>One entry a key; null when there are no repeats.</summary>
    private KeyEntry[]? WithoutRepeats(ReadOnlySpan<KeyEntry> sorted)
    {
        List<KeyEntry>? distinct = null;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].High == sorted[i - 1].High && sorted[i].Low == sorted[i - 1].Low)
            {
                distinct ??= [.. sorted[..i]];
                Files[sorted[i].File].IsTidy = false;
                distinct[^1] = Better(distinct[^1], sorted[i]);
            }
            else
            {
                distinct?.Add(sorted[i]);
            }
        }

        return distinct?.ToArray();
    }

    /// <summary>The first of two lines with one key, except that an answer comes before a failure: one branch has bought it to replace the other's.</summary>
    private KeyEntry Better(KeyEntry first, KeyEntry second)
    {
        if (first.Flag != second.Flag)
        {
            return first.Flag ? second : first;
        }

        if (DigestAt(first) is { } one && DigestAt(second) is { } other && one.Answer != other.Answer)
        {
            findings.Add(
                StoreDiagnostics.LinesDisagree,
                PlaceOf(second),
                $"the key {one.Key} has another answer here than in {PlaceOf(first)}, and the first one counts",
                "remove the line that is not wanted");
        }

        return first;
    }

    private (ContentHash Key, ContentHash Answer)? DigestAt(KeyEntry entry) => Files[entry.File].ReadLine(entry.Offset, line =>
        AnswerJson.TryRead(line, out var key, out var answer, out _) ? (key, answer.Digest) : ((ContentHash, ContentHash)?)null);
}
