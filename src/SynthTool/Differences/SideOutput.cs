using System.Collections.Immutable;

namespace SynthTool.Differences;

/// <summary>An output of one side.</summary>
/// <param name="Columns">In declared order.</param>
internal sealed record SideOutput(string Name, ImmutableArray<string> Columns);
