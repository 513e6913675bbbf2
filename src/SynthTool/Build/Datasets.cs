using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Finds the definitions that a command means.</summary>
internal static class Datasets
{
    /// <summary>All <c>*.synth.yaml</c> files below a folder, as sorted repository paths; hidden folders, <c>out</c>, <c>bin</c>, <c>obj</c>, <c>artifacts</c> and <c>node_modules</c> are passed over.</summary>
    /// <param name="folder">Repository path; empty for the root.</param>
    public static IReadOnlyList<string> Below(Workspace workspace, string folder) => Find(workspace, folder).Paths;

    /// <summary>As <see cref="Below"/>, with the locks that no definition owns any more.</summary>
    public static FoundDefinitions Find(Workspace workspace, string folder) =>
        DefinitionIndex.TryRead(workspace.Root, folder) ?? DefinitionIndex.Walk(workspace.Root, folder, workspace.NowNs);

    /// <summary>Another definition of the repository that writes a dataset of the same name, or null.</summary>
    public static string? SameName(Workspace workspace, string definition, string name) =>
        Below(workspace, "").FirstOrDefault(other => other != definition && NameIn(workspace.Root, other) == name);

    /// <summary>The dataset's name as far as it shows without reading the whole definition; null when it does not.</summary>
    public static string? NameIn(RepositoryRoot root, string definition) => DatasetName.In(FileContent.ReadText(root.Absolute(definition), 1024 * 1024).Text);
}
