using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Definition;

/// <summary>Reads a <c>*.synth.yaml</c> file.</summary>
internal static class DefinitionReader
{
    /// <summary>The definition, or every error of its form at once. Files that it names need not exist yet.</summary>
    /// <param name="repoPath">The definition's own path, relative to the root, with <c>/</c>.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="root">What its paths may not leave.</param>
    public static Parsed<DatasetDefinition> Read(string repoPath, string text, RepositoryRoot root) => throw new NotImplementedException();
}
