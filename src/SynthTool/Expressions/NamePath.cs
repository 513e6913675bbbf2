using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Expressions;

/// <summary>A chain of names that an expression or a prompt reads, such as <c>row.calls.draft.output_tokens</c>; as long as it is written out.</summary>
/// <param name="Parts">At least one name; the first is a root of <see cref="INames"/>.</param>
/// <param name="Place">Where the first name stands.</param>
internal sealed record NamePath(ImmutableArray<string> Parts, SourcePlace Place)
{
    public string Root => Parts[0];

    public override string ToString() => string.Join('.', Parts);
}
