using System.Text.Json;
using System.Text.Json.Nodes;

namespace SynthTool.Formats.Schemas;

/// <summary>Builds one sample from the top down.</summary>
/// <param name="variation">Which sample.</param>
/// <param name="attempt">How often it failed before: other branches are taken, optional properties left out, texts made longer.</param>
internal sealed class SampleMaker(int variation, int attempt)
{
    private const int MostItems = 1000;
    private const int MostDepth = 24;

    /// <summary>Below this depth only what must be there is there, so that recursive schemas end.</summary>
    private const int FullDepth = 5;

    private const int MostNodes = 20_000;

    private int made;

    public JsonNode? Make(SchemaNode root, JsonElement? proposal) => Make([root], proposal, "value", variation + attempt, depth: 0);

    private JsonNode? Make(IEnumerable<SchemaNode> nodes, JsonElement? proposal, string name, int salt, int depth)
    {
        var parts = Chosen(nodes);
        if (depth > MostDepth || ++made > MostNodes)
        {
            return null;
        }

        if (Constant(parts, salt) is { } constant)
        {
            return JsonNode.Parse(constant.GetRawText());
        }

        return TypeOf(parts, proposal) switch
        {
            SchemaTypes.Object => Object(parts, proposal, salt, depth),
            SchemaTypes.Array => Array(parts, proposal, name, salt, depth),
            SchemaTypes.String => System.Text.Json.Nodes.JsonValue.Create(SampleText.Of(parts, Text(proposal), name, salt)),
            SchemaTypes.Integer => JsonNode.Parse(SampleNumber.Of(parts, isInteger: true, salt)),
            SchemaTypes.Fraction => JsonNode.Parse(SampleNumber.Of(parts, isInteger: false, salt)),
            SchemaTypes.Boolean => System.Text.Json.Nodes.JsonValue.Create((salt & 1) == 0),
            _ => null,
        };
    }

    /// <summary>All that must hold once a branch is taken of every alternative.</summary>
    private SchemaParts Chosen(IEnumerable<SchemaNode> nodes)
    {
        var parts = SchemaParts.Of(nodes);
        for (var round = 0; round < 8; round++)
        {
            var branches = parts.All<AnyOfKeyword>().Select(a => a.Nodes[(int)((uint)(variation + attempt) % (uint)a.Nodes.Length)])
                .Concat(parts.All<IfKeyword>().Select(i => (attempt & 1) == 0 ? i.Then : i.Else).OfType<SchemaNode>());
            var next = SchemaParts.Of([.. parts.Nodes, .. branches]);
            if (next.Nodes.Count == parts.Nodes.Count)
            {
                break;
            }

            parts = next;
        }

        return parts;
    }

    private static JsonElement? Constant(SchemaParts parts, int salt)
    {
        if (parts.All<EnumKeyword>().FirstOrDefault() is not { Values: { IsEmpty: false } values })
        {
            return null;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var value = values[(int)((uint)(salt + i) % (uint)values.Length)];
            if (parts.Nodes.All(n => new SchemaRun(most: 0).Check(n, value)))
            {
                return value;
            }
        }

        return values[0];
    }

    private static SchemaTypes TypeOf(SchemaParts parts, JsonElement? proposal)
    {
        var types = parts.Types;
        if (types is SchemaTypes.All)
        {
            var spoken = parts.Nodes.SelectMany(n => n.Keywords).Select(k => k.AppliesTo).Where(t => t is not SchemaTypes.All).Aggregate(SchemaTypes.None, (a, b) => a | b);
            types = spoken is not SchemaTypes.None ? spoken : proposal is { } value ? SchemaTypeNames.Of(value) : SchemaTypes.String;
        }

        return ((SchemaTypes[])[SchemaTypes.Object, SchemaTypes.Array, SchemaTypes.String, SchemaTypes.Fraction, SchemaTypes.Integer, SchemaTypes.Boolean])
            .FirstOrDefault(t => types.HasFlag(t), SchemaTypes.Null);
    }

    private JsonObject Object(SchemaParts parts, JsonElement? proposal, int salt, int depth)
    {
        var made = new JsonObject();
        foreach (var name in NamesOf(parts, depth))
        {
            var nodes = MembersNamed(parts, name).ToList();
            var below = proposal is { ValueKind: JsonValueKind.Object } && proposal.Value.TryGetProperty(name, out var value) ? value : (JsonElement?)null;
            made[name] = Make(nodes, below, name, salt, depth + 1);
        }

        return made;
    }

    private List<string> NamesOf(SchemaParts parts, int depth)
    {
        var members = parts.All<MembersKeyword>().ToList();
        var names = members.SelectMany(m => m.Required).ToList();
        var most = parts.All<CountKeyword>().Where(c => !c.IsMinimum && c.AppliesTo is SchemaTypes.Object).Select(c => c.Limit).DefaultIfEmpty(int.MaxValue).Min();
        var isFull = depth <= FullDepth && attempt < 12;
        names.AddRange(members.SelectMany(m => m.Properties.Where(p => isFull && !p.Value.IsFalse)).Select(p => p.Key));
        foreach (var dependency in parts.All<DependencyKeyword>().Where(d => names.Contains(d.Trigger)))
        {
            names.AddRange(dependency.Required);
            names.AddRange(dependency.InPlace.SelectMany(n => SchemaParts.Of(n).All<MembersKeyword>()).SelectMany(m => m.Required));
        }

        names = [.. names.Distinct(StringComparer.Ordinal).Take((int)Math.Min(most, int.MaxValue))];
        var least = parts.All<CountKeyword>().Where(c => c.IsMinimum && c.AppliesTo is SchemaTypes.Object).Select(c => c.Limit).DefaultIfEmpty(0).Max();
        var invented = members.SelectMany(m => m.Patterns).Select(p => p.Pattern).FirstOrDefault();
        for (var i = 1; names.Count < Math.Min(least, MostItems) && i < MostItems * 2; i++)
        {
            var name = invented is null ? FormattableString.Invariant($"property{i}") : PatternSample.Of(invented, i, i % 10);
            if (!names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static IEnumerable<SchemaNode> MembersNamed(SchemaParts parts, string name)
    {
        var raw = JsonEncodedText.Encode(name).EncodedUtf8Bytes.ToArray();
        foreach (var members in parts.All<MembersKeyword>())
        {
            var found = members.Properties.Where(p => p.Key == name).Select(p => p.Value)
                .Concat(members.Patterns.Where(p => p.Pattern.IsMatch(raw) is true).Select(p => p.Node)).ToList();
            foreach (var node in found.Count > 0 || members.Additional is null ? found : [members.Additional])
            {
                yield return node;
            }
        }
    }

    private JsonArray Array(SchemaParts parts, JsonElement? proposal, string name, int salt, int depth)
    {
        var counts = parts.All<CountKeyword>().Where(c => c.AppliesTo is SchemaTypes.Array).ToList();
        var contains = parts.All<ContainsKeyword>().ToList();
        var least = counts.Where(c => c.IsMinimum).Select(c => c.Limit).Concat(contains.Select(c => c.Min)).DefaultIfEmpty(0).Max();
        var most = counts.Where(c => !c.IsMinimum).Select(c => c.Limit).Concat(parts.All<ItemsKeyword>().Where(i => i.Rest is { IsFalse: true }).Select(i => (long)i.Prefix.Length)).DefaultIfEmpty(MostItems).Min();
        var usual = depth > FullDepth ? least : Math.Max(least, parts.All<ItemsKeyword>().Select(i => (long)i.Prefix.Length).DefaultIfEmpty(0).Max() is var prefix and > 0 ? prefix : 2);
        var proposed = proposal is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : (JsonElement?)null;
        var made = new JsonArray();
        for (var i = 0; i < Math.Min(Math.Min(usual, most), MostItems); i++)
        {
            var nodes = parts.All<ItemsKeyword>().Select(k => i < k.Prefix.Length ? k.Prefix[i] : k.Rest).OfType<SchemaNode>()
                .Concat(contains.Where(c => i < c.Min).Select(c => c.Node));
            made.Add(Make(nodes, proposed, name, salt + (i * 13), depth + 1));
        }

        return made;
    }

    private static string? Text(JsonElement? proposal) =>
        proposal is { ValueKind: JsonValueKind.String } ? proposal.Value.GetString() : null;
}
