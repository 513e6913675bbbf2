using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Which datasets take their rows from which: some definitions, and all that they need.</summary>
internal sealed class DatasetGraph
{
    private readonly RepositoryRoot root;
    private readonly SortedDictionary<string, GraphNode> nodes = new(StringComparer.Ordinal);

    private DatasetGraph(RepositoryRoot root) => this.root = root;

    /// <summary>In ordinal order of their paths.</summary>
    public IReadOnlyCollection<GraphNode> Nodes => nodes.Values;

    public GraphNode this[string definition] => nodes[definition];

    /// <param name="definitions">Repository paths.</param>
    public static DatasetGraph Of(RepositoryRoot root, IEnumerable<string> definitions)
    {
        var graph = new DatasetGraph(root);
        var open = new Stack<string>(definitions);
        while (open.TryPop(out var next))
        {
            if (!graph.nodes.ContainsKey(next))
            {
                var node = graph.Load(next);
                graph.nodes.Add(next, node);
                node.Needs.ToList().ForEach(open.Push);
            }
        }

        return graph;
    }

    /// <summary>The definitions and all that they need, each after what it needs itself, else in the order given.</summary>
    public ImmutableArray<string> InOrder(IEnumerable<string> definitions)
    {
        var order = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            Visit(definition);
        }

        return order.ToImmutable();

        void Visit(string definition)
        {
            if (seen.Add(definition))
            {
                nodes[definition].Needs.ToList().ForEach(Visit);
                order.Add(definition);
            }
        }
    }

    /// <summary>The datasets of a circle that this one needs or is in, the first of them again at the end; null when there is none.</summary>
    public ImmutableArray<string>? CircleFrom(string definition)
    {
        var way = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        return Find(definition);

        ImmutableArray<string>? Find(string at)
        {
            if (way.IndexOf(at) is var first and >= 0)
            {
                return [.. way[first..], at];
            }

            if (!done.Add(at))
            {
                return null;
            }

            way.Add(at);
            foreach (var need in nodes[at].Needs)
            {
                if (Find(need) is { } circle)
                {
                    return circle;
                }
            }

            way.RemoveAt(way.Count - 1);
            return null;
        }
    }

    /// <summary>The dataset's name, or its definition's path where it cannot be read.</summary>
    public string NameOf(string definition) =>
        nodes.GetValueOrDefault(definition)?.Content?.Name.Value ?? (Datasets.NameIn(root, definition) is { Length: > 0 } name ? name : definition);

    private GraphNode Load(string definition)
    {
        var text = FileContent.ReadText(root.Absolute(definition), DatasetLoader.MaxTextBytes);
        if (text.Problem is { } problem)
        {
            return new GraphNode(definition, null, problem, []);
        }

        // Teachers in a file of their own change nothing about who needs whom.
        var content = DefinitionReader.Read(definition, text.Text, root).Value ?? DefinitionReader.Read(definition, text.Text, root, ReadTeachers).Value;
        var needs = (content?.Sources ?? []).Select(s => s.Upstream?.Path.Value).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new GraphNode(definition, content, null, [.. needs.Where(IsOfThisRepository)]);
    }

    private string? ReadTeachers(Located<string> path) => FileContent.ReadText(root.Absolute(path.Value), DatasetLoader.MaxTextBytes) is { Problem: null } read ? read.Text : null;

    /// <summary>Whether a definition, built by itself, would have the same root: not in a repository of its own below this one.</summary>
    public bool IsOfThisRepository(string definition)
    {
        var slash = definition.LastIndexOf('/');
        return root.Owns(slash < 0 ? "" : definition[..slash]);
    }
}

/// <summary>A definition and the definitions that it needs.</summary>
/// <param name="Content">Null when it cannot be read.</param>
/// <param name="Problem">Why the file cannot be read; null for a file that is there.</param>
/// <param name="Needs">Repository paths, each once, in ordinal order.</param>
internal sealed record GraphNode(string Definition, DatasetDefinition? Content, FileProblem? Problem, ImmutableArray<string> Needs);
