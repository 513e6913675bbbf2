namespace SynthTool.Formats.Schemas;

/// <summary>A schema together with all that must hold for the same value: what it refers to and its <c>allOf</c>.</summary>
internal sealed class SchemaParts
{
    private SchemaParts(IReadOnlyList<SchemaNode> nodes) => Nodes = nodes;

    public IReadOnlyList<SchemaNode> Nodes { get; }

    public bool IsFalse => Nodes.Any(n => n.IsFalse);

    public SchemaTypes Types => Nodes.Aggregate(SchemaTypes.All, (types, node) => types & node.Types);

    public static SchemaParts Of(params IEnumerable<SchemaNode> nodes)
    {
        // Schemas that reach themselves for the same value were refused, so that this ends.
        var found = new List<SchemaNode>();
        var known = new HashSet<SchemaNode>();
        var waiting = new Stack<SchemaNode>(nodes.Reverse());
        while (waiting.TryPop(out var node))
        {
            if (known.Add(node))
            {
                found.Add(node);
                foreach (var next in node.Keywords.Where(k => k is RefKeyword or AllOfKeyword).SelectMany(k => k.InPlace).Reverse())
                {
                    waiting.Push(next);
                }
            }
        }

        return new SchemaParts(found);
    }

    public IEnumerable<T> All<T>()
        where T : Keyword => Nodes.SelectMany(n => n.Keywords.OfType<T>());
}
