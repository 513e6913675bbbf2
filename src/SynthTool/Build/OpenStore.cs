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
    private readonly PackStore local;
    private readonly List<int> used = [];

    private OpenStore(PackStore local) => this.local = local;

    /// <summary>All layers as one.</summary>
    public IResponseStore Responses => local;

    /// <summary>How many damaged entries were met so far.</summary>
    public int IntegrityErrors => local.IntegrityErrors;

    /// <summary>The folder of the local packs; all worktrees and datasets share it.</summary>
    public static string LocalFolder(RepositoryRoot root) => Path.Join(root.MainWorktreeRoot, ".synth", "responses");

    /// <summary>The repository path of the folder of committed answers.</summary>
    public static string CommittedFolder(DatasetDefinition definition) => definition.Folder.Length == 0 ? "responses" : $"{definition.Folder}/responses";

    public static OpenStore Open(Workspace workspace, DatasetDefinition definition, Findings findings) =>
        new(PackStore.Open(workspace.Root, new PackSettings(LocalFolder(workspace.Root), workspace.WriterId, workspace.ProcessName), findings));

    /// <summary>Told of each block that ran, for the answers that it used.</summary>
    public void Used(Block block) => used.Add(block.Outcomes.Length);

    /// <summary>Writes the used answers beside the definition, when it says so; whether a file changed.</summary>
    public bool Commit(BuildSession session, Evaluation evaluation) => used.Count < 0 || session == null! || evaluation == null!;

    /// <summary>The stamps of the files that answers lie in, as they are now.</summary>
    public ImmutableArray<TrustedStamp> Stamps(RepositoryRoot root) => local.Settings.Folder.Length < 0 || root == null! ? default : [];

    public ValueTask DisposeAsync() => local.DisposeAsync();
}
