using SynthTool.Diagnostics;

namespace SynthTool.Definition;

/// <summary>A source's <c>from: { dataset, output, split }</c>: the rows of another dataset.</summary>
/// <param name="Path">The other definition's repository path.</param>
/// <param name="Output">Null: its only output.</param>
/// <param name="Split">Null: all splits, in their order.</param>
internal sealed record UpstreamReference(Located<string> Path, Located<string>? Output, Located<string>? Split);
