using System.Collections.Immutable;

namespace SynthTool.Cli;

/// <summary>A dataset that a command means, or that one of those needs.</summary>
/// <param name="Needs">The definitions whose rows it takes.</param>
/// <param name="NeededBy">For a dataset that was not named: the name of one that needs it.</param>
internal sealed record OrderedTarget(Target Target, ImmutableArray<string> Needs, string? NeededBy)
{
    /// <summary>The targets and all that they need, each after what it needs itself, else in the targets' order.</summary>
    public static IEnumerable<OrderedTarget> Of(Session session, ImmutableArray<Target> targets)
    {
        var named = targets.Select(t => (t.Root.AbsolutePath, t.Definition)).ToHashSet();
        var graphs = targets.GroupBy(t => t.Root.AbsolutePath, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => session.Engine.Graph(session.WorkspaceOf(g.First().Root), g.Select(t => t.Definition)), StringComparer.Ordinal);
        var seen = new HashSet<(string, string)>();
        foreach (var target in targets)
        {
            var graph = graphs[target.Root.AbsolutePath];
            foreach (var definition in graph.InOrder([target.Definition]).Where(d => seen.Add((target.Root.AbsolutePath, d))))
            {
                var by = named.Contains((target.Root.AbsolutePath, definition)) ? null : graph.Nodes.First(n => n.Needs.Contains(definition, StringComparer.Ordinal));
                yield return new OrderedTarget(target with { Definition = definition }, graph[definition].Needs, by is null ? null : graph.NameOf(by.Definition));
            }
        }
    }
}
