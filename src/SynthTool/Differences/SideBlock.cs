using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>What is known of a partition's rows on one side.</summary>
/// <param name="Rows">Of each output, by its name.</param>
/// <param name="Calls">Of all rows, removed ones included.</param>
internal sealed record SideBlock(IReadOnlyDictionary<string, List<SideRow>> Rows, IReadOnlyList<Call> Calls)
{
    public static readonly SideBlock Empty = new(new Dictionary<string, List<SideRow>>(StringComparer.Ordinal), []);

    public IReadOnlyList<SideRow> Of(string output) => Rows.TryGetValue(output, out var rows) ? rows : [];
}
