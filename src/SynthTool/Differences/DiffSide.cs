using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Differences;

/// <summary>One side of a comparison: a commit, or the work tree.</summary>
internal sealed class DiffSide : IAsyncDisposable
{
    private const int MaxLockBytes = 1024 * 1024 * 1024;

    private readonly Workspace workspace;
    private readonly string definition;
    private readonly IRevisions? revisions;
    private readonly DiffOptions options;
    private Snapshot? snapshot;

    private DiffSide(Workspace workspace, string definition, Revision? revision, IRevisions? revisions, DiffOptions options)
    {
        this.workspace = workspace;
        this.definition = definition;
        this.revisions = revisions;
        this.options = options;
        Revision = revision;
    }

    public Revision? Revision { get; }

    public string Name => Revision?.Name ?? "work tree";

    /// <summary>Whether the definition is there.</summary>
    public bool Exists { get; private set; }

    /// <summary>The lock's bytes; empty without one.</summary>
    public byte[] LockText { get; private set; } = [];

    /// <summary>Whether the lock is that of the side's files: always taken so for a commit, and for a work tree that is known to be up to date.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>The dataset's name; null where its definition was not needed or cannot be read.</summary>
    public string? DatasetName { get; private set; }

    /// <summary>In order; empty where the definition was not needed.</summary>
    public IReadOnlyList<string> StepNames { get; private set; } = [];

    /// <summary>Of the files that seeds are read from; empty where the definition was not needed.</summary>
    public IReadOnlyList<string> SeedPatterns { get; private set; } = [];

    public ISideRows? Rows { get; private set; }

    public SideFacts Facts { get; private set; } = SideFacts.None;

    public DiffState State { get; private set; } = DiffState.Absent;

    public DiffEnd End => new(Name, Revision?.Commit, State)
    {
        Missing = (Rows as RebuiltRows)?.Missing ?? 0,
        WaitingSeeds = (Rows as RebuiltRows)?.WaitingSeeds ?? 0,
    };

    public static DiffSide Open(Workspace workspace, string definition, Revision? revision, IRevisions? revisions, DiffOptions options, CancellationToken ct)
    {
        var side = new DiffSide(workspace, definition, revision, revisions, options);
        var path = LockFile.PathFor(definition);
        if (revision is null)
        {
            side.Exists = Disk.FileExists(workspace.Root.Absolute(definition));
            side.LockText = FileContent.Read(workspace.Root.Absolute(path), MaxLockBytes).Bytes;
            side.IsSettled = side.Exists && QuickCheck.TrySummary(workspace.Root, definition, workspace.ToolVersion) is not null;
        }
        else
        {
            side.Exists = revisions!.Read(revision, definition, _ => { }, ct);
            side.LockText = side.Exists ? Bytes(revisions, revision, path, ct) : [];
            side.IsSettled = true;
        }

        return side;
    }

    /// <summary>The side's lock has the last word: its rows are to be read from stored blocks.</summary>
    public void Trust(LockLines read, ISideRows rows)
    {
        Facts = SideFacts.Of(read);
        Rows = rows;
        State = DiffState.Locked;
    }

    /// <summary>Says what the side's definition says.</summary>
    public void Describe(string name, IReadOnlyList<string> steps, IReadOnlyList<string> seedPatterns)
    {
        DatasetName = name;
        StepNames = steps;
        SeedPatterns = seedPatterns;
    }

    /// <summary>Makes the side again from its files and stored answers.</summary>
    /// <param name="distrusts">Whether what earlier builds recorded counts for nothing.</param>
    public async Task RebuildAsync(bool distrusts, Findings findings, CancellationToken ct)
    {
        if (!Exists)
        {
            return;
        }

        var read = LockLines.Of(LockText);
        var rows = Revision is null ? await OfWorkTreeAsync(distrusts, findings, ct) : await OfCommitAsync(read, distrusts, findings, ct);
        if (rows is null)
        {
            (Facts, State) = (SideFacts.Of(read), DiffState.Unknown);
            return;
        }

        (Rows, State) = (rows, DiffState.Rebuilt);
        Describe(rows.Definition.Name.Value, [.. rows.Definition.Steps.Select(s => s.Name)], [.. RecordedReading.PatternsOf(rows.Definition)]);
        var isOfLock = read.IsUsable && Same(read.Facts.Inputs, rows.Facts);
        Facts = new SideFacts(
            rows.Facts,
            rows.Counts ?? (isOfLock ? read.Facts.Counts : SideFacts.None.Counts.Add("seeds", rows.Seeds)),
            (IReadOnlyDictionary<OutputSplit, long>?)rows.Shipped ?? (isOfLock ? SideFacts.Of(read).Shipped : null),
            [.. rows.Definition.Gates.Select(g => g.Text)],
            rows.Digests());
        if (Revision is not null && read.IsUsable && !isOfLock)
        {
            findings.Add(
                DifferencesDiagnostics.LockIsStale, new SourcePlace(LockFile.PathFor(definition)),
                $"The lock at {Quoted.Text(Name)} is not that of its files: the rows are those that its files and the stored answers give");
        }

        if (rows.Missing > 0)
        {
            findings.Add(
                DifferencesDiagnostics.AnswersMissing, null,
                FormattableString.Invariant($"{(Revision is null ? "the work tree" : Quoted.Text(Name))} needs {rows.Missing:N0} answers that are not stored: what they would give is not compared"),
                Revision is null ? $"run {ToolCommand.Build(rows.Definition.Name.Value)}" : "answers come with the commit when its definition says `responses: commit`, or by `dotnet synth store import`");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Rows is not null)
        {
            await Rows.DisposeAsync();
        }

        snapshot?.Dispose();
    }

    private static bool Same(ImmutableSortedDictionary<string, string> a, ImmutableSortedDictionary<string, string> b) => a.Count == b.Count && a.All(f => b.GetValueOrDefault(f.Key) == f.Value);

    private BuildOptions Offline => new() { Offline = true, Spending = Spending.Never, Jobs = options.Jobs };

    private async Task<RebuiltRows?> OfWorkTreeAsync(bool distrusts, Findings findings, CancellationToken ct)
    {
        var session = new BuildSession(workspace, definition, Offline, NoListener.Instance);
        try
        {
            var rows = await session.TrustingAsync(() => RebuiltRows.OpenAsync(session, s => s with { Force = s.Force || distrusts }, ct));
            findings.AddRange(session.Findings.ToSorted());
            return rows;
        }
        catch (BuildStop)
        {
            findings.AddRange(session.Findings.ToSorted());
            await session.DisposeAsync();
            return null;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<RebuiltRows?> OfCommitAsync(LockLines read, bool distrusts, Findings findings, CancellationToken ct)
    {
        snapshot ??= Snapshot.Create(workspace, revisions!, Revision!, ct);
        var wrong = new Findings();
        if (!snapshot.Load(definition, wrong, ct))
        {
            CannotRebuild(wrong, findings);
            return null;
        }

        var session = new BuildSession(snapshot.Workspace, definition, Offline, NoListener.Instance);
        try
        {
            return await RebuiltRows.OpenAsync(session, s => Borrowing(s, read, distrusts), ct);
        }
        catch (BuildStop)
        {
            CannotRebuild(session.Findings, findings);
            await session.DisposeAsync();
            return null;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the builds of the work tree left serves here too: everything in it has the name of what it was made from.</summary>
    private EvaluationSources Borrowing(EvaluationSources sources, LockLines read, bool distrusts)
    {
        var cache = CacheFolder.For(workspace.Root, definition);
        var locked = read.IsUsable && !distrusts ? LockFile.Parse(System.Text.Encoding.UTF8.GetString(LockText)).Lock : new LockFile();
        return sources with
        {
            // The work tree's answers may be others than the commit's: only what the commit's lock says too is its own.
            Records = RecordFile.Read(cache.Records, workspace.ToolVersion)
                .Where(r => locked.Traces.TryGetValue(r.Key, out var trace) && trace == r.Value.Trace)
                .ToImmutableDictionary(),
            Lock = locked,
            Blocks = new BlockCache(cache.Blocks),
            Sketches = new SketchCache(cache.Sketches),
            Force = distrusts,
        };
    }

    private void CannotRebuild(Findings wrong, Findings findings)
    {
        var first = wrong.ToSorted().FirstOrDefault(d => d.IsError);
        findings.Add(
            DifferencesDiagnostics.CannotRebuild, null,
            $"the dataset at {Quoted.Text(Name)} cannot be made again, so that its lock's counts are all that is compared{(first is null ? "" : $"; {first.Place}: {first.Message}")}",
            first?.Hint);
    }

    private static byte[] Bytes(IRevisions revisions, Revision revision, string path, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        _ = revisions.Read(revision, path, piece => bytes.Write(piece), ct);
        return bytes.Length <= MaxLockBytes ? bytes.ToArray() : [];
    }
}
