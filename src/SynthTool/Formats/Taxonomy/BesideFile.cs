using SynthTool.Files;

namespace SynthTool.Formats.Taxonomy;

/// <summary>A file that lies beside a leaf of a taxonomy, and may be one of its documents.</summary>
/// <param name="RepoPath">Relative to the repository's root, with <c>/</c>.</param>
/// <param name="AbsolutePath">Where it is on this machine.</param>
/// <param name="Stamp">Taken before anything is read.</param>
internal sealed record BesideFile(string RepoPath, string AbsolutePath, FileStamp Stamp);
