namespace SynthTool.Formats.Schemas;

/// <summary>Schemas that judge the same value in a circle would never end; long chains would exhaust the stack.</summary>
internal static class SchemaLoops
{
    /// <summary>So many schemas may hand one value on to each other.</summary>
    private const int LongestChain = 100;

    public static void Report(IReadOnlyCollection<SchemaNode> nodes, SchemaSource source)
    {
        var next = nodes.ToDictionary(n => n, n => n.Keywords.SelectMany(k => k.InPlace).Distinct().ToArray());
        var lengths = Lengths(next);
        if (lengths.Count < next.Count)
        {
            var looping = Looping(next, lengths).OrderBy(n => n.Pointer.Length).ThenBy(n => n.Pointer, StringComparer.Ordinal).First();
            source.Report(SchemaDiagnostics.EndlessRef, looping.Pointer, "the schema comes back to itself for the same value and would never end", "a circle needs a step into the value: properties or items");
        }
        else if (lengths.Where(l => l.Value > LongestChain).OrderBy(l => l.Key.Pointer, StringComparer.Ordinal).FirstOrDefault().Key is { } end)
        {
            source.Report(SchemaDiagnostics.EndlessRef, end.Pointer, FormattableString.Invariant($"more than {LongestChain} schemas hand the same value on to each other"));
        }
    }

    /// <summary>The longest way to each node; nodes on a circle or behind one are left out.</summary>
    private static Dictionary<SchemaNode, int> Lengths(Dictionary<SchemaNode, SchemaNode[]> next)
    {
        var arrivals = next.Keys.ToDictionary(n => n, _ => 0);
        foreach (var target in next.Values.SelectMany(n => n))
        {
            arrivals[target]++;
        }

        var lengths = new Dictionary<SchemaNode, int>();
        var longest = next.Keys.ToDictionary(n => n, _ => 1);
        var free = new Queue<SchemaNode>(next.Keys.Where(n => arrivals[n] == 0));
        while (free.TryDequeue(out var node))
        {
            lengths[node] = longest[node];
            foreach (var target in next[node])
            {
                longest[target] = Math.Max(longest[target], longest[node] + 1);
                if (--arrivals[target] == 0)
                {
                    free.Enqueue(target);
                }
            }
        }

        return lengths;
    }

    /// <summary>The nodes from which a circle can be reached and that a circle reaches: those on it, and between two.</summary>
    private static List<SchemaNode> Looping(Dictionary<SchemaNode, SchemaNode[]> next, Dictionary<SchemaNode, int> outside)
    {
        var left = next.Keys.Where(n => !outside.ContainsKey(n)).ToHashSet();
        var before = next.Keys.ToDictionary(n => n, _ => new List<SchemaNode>());
        var departures = new Dictionary<SchemaNode, int>();
        foreach (var node in left)
        {
            departures[node] = next[node].Count(left.Contains);
            foreach (var target in next[node])
            {
                before[target].Add(node);
            }
        }

        var ends = new Queue<SchemaNode>(left.Where(n => departures[n] == 0));
        while (ends.TryDequeue(out var end))
        {
            left.Remove(end);
            foreach (var node in before[end].Where(left.Contains))
            {
                if (--departures[node] == 0)
                {
                    ends.Enqueue(node);
                }
            }
        }

        return [.. left];
    }
}
