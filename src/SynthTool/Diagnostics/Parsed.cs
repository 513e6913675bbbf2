using System.Collections.Immutable;

namespace SynthTool.Diagnostics;

/// <summary>What reading something gave: a value, findings, or both. The value is null when an error leaves nothing to go on with.</summary>
internal sealed record Parsed<T>(T? Value, ImmutableArray<Diagnostic> Diagnostics)
    where T : class
{
    public bool HasErrors => Diagnostics.Any(d => d.IsError);
}
