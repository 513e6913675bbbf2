using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The layers of answers that a dataset asks: committed beside the definition, then local at the main worktree's root.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(20);

    private readonly Workspace workspace;
    private readonly DatasetDefinition definition;
    private readonly string localFolder;
    private readonly string committedFolder;
    private readonly ImmutableArray<(string, FileStamp?)> openedWith;
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<ContentHash>> used = new(StringComparer.Ordinal);

    private OpenStore(Workspace workspace, DatasetDefinition definition, Findings findings)
    {
        this.workspace = workspace;
        this.definition = definition;
        localFolder = LocalFolder(workspace.Root);
        committedFolder = workspace.Root.Absolute(CommittedFolder(definition));
        openedWith = StampsOf(committedFolder);
        Committed = CommittedResponses.Open(workspace.Root, committedFolder, findings);
        Local = PackStore.Open(workspace.Root, new PackSettings(localFolder, workspace.WriterId, workspace.ProcessName), findings);
        Responses = new LayeredStore([Committed], Local);
    }

    public CommittedResponses Committed { get; }

    public PackStore Local { get; }

    /// <summary>All layers as one.</summary>
    public IResponseStore Responses { get; }

    /// <summary>How many damaged entries were met so far.</summary>
    public int IntegrityErrors => Committed.IntegrityErrors + Local.IntegrityErrors;

    public static OpenStore Open(Workspace workspace, DatasetDefinition definition, Findings findings) => new(workspace, definition, findings);

    /// <summary>The folder of the local packs; all worktrees and datasets share it.</summary>
    public static string LocalFolder(RepositoryRoot root) => Path.Join(root.MainWorktreeRoot, ".synth", "responses");

    /// <summary>The repository path of the folder of committed answers.</summary>
    public static string CommittedFolder(DatasetDefinition definition) => definition.Folder.Length == 0 ? "responses" : $"{definition.Folder}/responses";

    /// <summary>Told of each block that ran, for the answers that are to be committed.</summary>
    public void Used(Block block)
    {
        if (!definition.CommitResponses)
        {
            return;
        }

        lock (gate)
        {
            foreach (var call in block.Outcomes.SelectMany(o => o.Row.Calls))
            {
                if (!used.TryGetValue(call.Step, out var keys))
                {
                    used.Add(call.Step, keys = []);
                }

                keys.UnionWith(call.Turns.Select(t => t.Request));
            }
        }
    }

    /// <summary>Writes the used answers beside the definition, when it says so; whether a file changed.</summary>
    /// <remarks>Definitions of one folder share its files: one writes at a time, and after reading what others wrote meanwhile.</remarks>
    public async Task<bool> CommitAsync()
    {
        if (!definition.CommitResponses)
        {
            return false;
        }

        using var held = await HoldAsync();
        AtomicFile.RemoveLeftovers(committedFolder); // only now: another dataset's build may have been writing there
        if (StampsOf(committedFolder).SequenceEqual(openedWith))
        {
            return Write(Committed);
        }

        using var now = CommittedResponses.Open(workspace.Root, committedFolder, new Findings());
        return Write(now);
    }

    /// <summary>Whether <see cref="CommitAsync"/> would change a file.</summary>
    public bool WouldCommit() => definition.CommitResponses && Committed.WouldWrite(Answers(), Responses);

    /// <summary>Whether a record or line that may have held the key's answer is damaged.</summary>
    public bool IsDamaged(in ContentHash key) => Committed.IsDamaged(key) || Local.IsDamaged(key);

    /// <summary>The stamps of the files that answers lie in, as they are now; to be taken when the store is closed.</summary>
    public ImmutableArray<TrustedStamp> Stamps(RepositoryRoot root)
    {
        var files = FilesOf(committedFolder).Append(committedFolder).Concat(FilesOf(localFolder).Where(f => f.EndsWith(Pack.Extension, StringComparison.Ordinal))).Append(Local.GenerationPath);
        return [.. files.Select(f => new TrustedStamp(root.Relative(f), FileStamp.Of(f), false))];
    }

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        Committed.Dispose();
    }

    private bool Write(CommittedResponses to) => to.Write(Answers(), Responses);

    private ImmutableArray<StepAnswers> Answers() =>
        [.. definition.Steps.OfType<GenerateDefinition>().Select(g => new StepAnswers(g.Name, used.GetValueOrDefault(g.Name) ?? []))];

    // Not to be cancelled: shards and manifest are there already, and nobody holds this lock for long.
    private async Task<OsLock> HoldAsync()
    {
        var path = Path.Join(CacheFolder.Root(workspace.Root), $"responses-{PathHash.Of(CommittedFolder(definition))}.lock");
        while (true)
        {
            if (OsLock.TryAcquire(path, workspace.ProcessName, out _) is { } held)
            {
                return held;
            }

            await Task.Delay(LockPoll, workspace.Clock);
        }
    }

    private static ImmutableArray<(string, FileStamp?)> StampsOf(string folder) => [.. FilesOf(folder).Order(StringComparer.Ordinal).Select(f => (f, FileStamp.Of(f)))];

    private static IEnumerable<string> FilesOf(string folder) =>
        Disk.FolderExists(folder) ? Disk.FilesIn(folder).Select(f => Path.Join(folder, f)) : [];
}
