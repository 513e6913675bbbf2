using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Files;

/// <summary>What a pattern matched.</summary>
/// <param name="Files">Relative to the repository's root, in ordinal order.</param>
/// <param name="Folders">Every folder that was listed or looked for, in ordinal order; missing ones too. While their stamps stay, the same files match.</param>
/// <param name="Diagnostics">Names that cannot be used, links that leave the repository, and bounds that were hit.</param>
internal sealed record GlobResult(ImmutableArray<string> Files, ImmutableArray<string> Folders, ImmutableArray<Diagnostic> Diagnostics);
