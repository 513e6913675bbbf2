using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Finds the definitions that a command means.</summary>
internal static class Datasets
{
    /// <summary>All <c>*.synth.yaml</c> files below a folder, as sorted repository paths; hidden folders, <c>out</c>, <c>bin</c>, <c>obj</c>, <c>artifacts</c> and <c>node_modules</c> are passed over.</summary>
    /// <param name="folder">Repository path; empty for the root.</param>
    public static IReadOnlyList<string> Below(RepositoryRoot root, string folder) => throw new NotSupportedException(folder);
}
