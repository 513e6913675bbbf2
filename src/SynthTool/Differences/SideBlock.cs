using System.Collections.Immutable;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>What is known of a partition's rows on one side.</summary>
/// <param name="Rows">Of each output, by its name.</param>
/// <param name="Calls">Of all rows, removed ones included.</param>
internal sealed record SideBlock(ImmutableDictionary<string, ImmutableArray<SideRow>> Rows, ImmutableArray<Call> Calls)
{
    public static readonly SideBlock Empty = new(ImmutableDictionary<string, ImmutableArray<SideRow>>.Empty, []);

    public ImmutableArray<SideRow> Of(string output) => Rows.GetValueOrDefault(output, []);
}
