using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>Opens the layers of answers that a dataset asks: committed beside the definition, then local at the main worktree's root.</summary>
internal static class DatasetStore
{
    /// <summary>The folder of the local packs; all worktrees and datasets share it.</summary>
    public static string LocalFolder(RepositoryRoot root) => Path.Join(root.MainWorktreeRoot, ".synth", "responses");

    /// <summary>The repository path of the folder of committed answers.</summary>
    public static string CommittedFolder(DatasetDefinition definition) => definition.Folder.Length == 0 ? "responses" : $"{definition.Folder}/responses";

    public static PackStore Open(Workspace workspace, DatasetDefinition definition, Findings findings) =>
        PackStore.Open(workspace.Root, new PackSettings(LocalFolder(workspace.Root), workspace.WriterId, workspace.ProcessName), findings);
}
