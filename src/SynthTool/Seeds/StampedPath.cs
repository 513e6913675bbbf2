using SynthTool.Files;

namespace SynthTool.Seeds;

/// <summary>A path that was looked at, and what was there: while the stamp stays, the same is there.</summary>
/// <param name="Path">Relative to the repository's root, with <c>/</c>.</param>
/// <param name="Stamp">Taken before the path was read; null when nothing was there.</param>
internal readonly record struct StampedPath(string Path, FileStamp? Stamp);
