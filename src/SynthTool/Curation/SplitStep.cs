using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Curation;

/// <summary>
/// <c>split:</c> gives each group of rows a split. The digest of the group's name alone decides, so a group never
/// changes sides because another one came or went.
/// </summary>
internal sealed class SplitStep(SplitDefinition definition) : IRowStep
{
    /// <summary>Each split's upper bound in ten-thousandths of a percent.</summary>
    private readonly ImmutableArray<(string Split, ulong Below)> bounds = BoundsOf(definition.Shares);

    public string Name => definition.Name;

    public ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct) => new([new Verdict.Keep(row with { Split = Of(row.Seed.Group) })]);

    private string Of(string group)
    {
        var point = (ulong)((UInt128)ContentHash.Of(group).A * 1_000_000 >> 64);
        foreach (var (split, below) in bounds)
        {
            if (point < below)
            {
                return split;
            }
        }

        return bounds[^1].Split;
    }

    private static ImmutableArray<(string, ulong)> BoundsOf(ImmutableArray<SplitShare> shares)
    {
        var sum = 0m;
        return [.. shares.Select(s => (s.Split, (ulong)((sum += s.Percent) * 10_000m)))];
    }
}
