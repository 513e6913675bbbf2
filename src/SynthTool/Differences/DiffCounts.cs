using System.Collections.Immutable;

namespace SynthTool.Differences;

/// <summary>Finds the counts that moved.</summary>
internal static class DiffCounts
{
    private static readonly string[] Told = ["seeds", "responses", "quarantined", "tokens.input", "tokens.output"];

    public static ImmutableArray<DiffOutput> Outputs(ImmutableArray<DiffOutput> compared, DiffSide from, DiffSide to)
    {
        var (was, now) = (from.Facts.Shipped, to.Facts.Shipped);
        var names = compared.Select(o => o.Name).Concat(now?.Keys.Select(k => k.Output) ?? []).Concat(was?.Keys.Select(k => k.Output) ?? []).Distinct(StringComparer.Ordinal);
        return [.. names.Select(name => (compared.FirstOrDefault(o => o.Name == name) ?? new DiffOutput(name)) with
        {
            Before = Sum(was, name),
            After = Sum(now, name),
            Splits = was is null || now is null
                ? []
                : [.. was.Keys.Union(now.Keys).Where(k => k.Output == name).Select(k => k.Split).Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(split => new DiffCount(split, was.GetValueOrDefault(new OutputSplit(name, split)), now.GetValueOrDefault(new OutputSplit(name, split))))
                    .Where(c => c.Before != c.After)],
        })];
    }

    /// <summary>In the newer side's order, then by name.</summary>
    public static ImmutableArray<DiffStep> Steps(DiffSide from, DiffSide to)
    {
        const string In = "in.";
        var (was, now) = (from.Facts.Counts, to.Facts.Counts);
        if (was.Count <= 1 || now.Count <= 1)
        {
            return []; // not known on one side
        }

        var steps = was.Keys.Union(now.Keys, StringComparer.Ordinal).Where(k => k.StartsWith(In, StringComparison.Ordinal)).Select(k => k[In.Length..]).ToList();
        var order = to.StepNames.ToList();
        return [.. steps.OrderBy(s => order.IndexOf(s) is >= 0 and var at ? at : int.MaxValue).ThenBy(s => s, StringComparer.Ordinal)
            .Select(s => new DiffStep(s, Count(In + s), Count($"out.{s}"), DroppedBy(s)))
            .Where(s => s.In.Before != s.In.After || s.Out.Before != s.Out.After || !s.Dropped.IsEmpty)];

        DiffCount Count(string name) => new(name, Known(was, name), Known(now, name));

        ImmutableArray<DiffCount> DroppedBy(string step)
        {
            var prefix = $"dropped.{step}.";
            return [.. was.Keys.Union(now.Keys, StringComparer.Ordinal)
                .Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(k => new DiffCount(k[prefix.Length..], was.GetValueOrDefault(k), now.GetValueOrDefault(k)))
                .Where(c => c.Before != c.After)];
        }
    }

    public static ImmutableArray<DiffCount> Others(SideFacts from, SideFacts to) =>
        [.. Told.Select(name => new DiffCount(name, Known(from.Counts, name), Known(to.Counts, name))).Where(c => c.Before != c.After)];

    private static long? Known(ImmutableSortedDictionary<string, long> counts, string name) => counts.TryGetValue(name, out var count) ? count : null;

    private static long? Sum(IReadOnlyDictionary<OutputSplit, long>? shipped, string output) =>
        shipped is null || !shipped.Keys.Any(k => k.Output == output) ? null : shipped.Where(s => s.Key.Output == output).Sum(s => s.Value);
}
