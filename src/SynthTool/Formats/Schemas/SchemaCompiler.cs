using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Schemas;

/// <summary>Turns a schema document into nodes. Only what the root reaches is compiled; each subschema once, so that references may form circles.</summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaSource source;
    private readonly SchemaResources resources;
    private readonly Dictionary<string, SchemaNode> nodes = new(StringComparer.Ordinal);
    private readonly Queue<(SchemaNode Node, SchemaLocation Location)> waiting = new();
    private readonly Dictionary<string, EcmaPattern?> patterns = new(StringComparer.Ordinal);

    private SchemaCompiler(SchemaSource source)
    {
        this.source = source;
        resources = SchemaResources.Of(source);
    }

    /// <summary>The root's node; what is wrong is reported to the source.</summary>
    public static SchemaNode Compile(SchemaSource source)
    {
        var compiler = new SchemaCompiler(source);
        var root = compiler.NodeAt(new SchemaLocation(source.Root, "", ""));
        while (compiler.waiting.TryDequeue(out var next))
        {
            compiler.Fill(next.Node, next.Location);
        }

        SchemaLoops.Report(compiler.nodes.Values, source);
        return root;
    }

    private SchemaNode NodeAt(SchemaLocation location)
    {
        if (!nodes.TryGetValue(location.Pointer, out var node))
        {
            node = nodes[location.Pointer] = new SchemaNode(location.Pointer);
            waiting.Enqueue((node, location));
        }

        return node;
    }

    private void Fill(SchemaNode node, SchemaLocation location)
    {
        node.IsFalse = location.Element.ValueKind is JsonValueKind.False;
        if (location.Element.ValueKind is not JsonValueKind.Object)
        {
            if (location.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                source.Report(SchemaDiagnostics.BadValue, location.Pointer, "a schema must be an object, true or false");
            }

            node.Finish([]);
            return;
        }

        var inner = location with { BaseUri = resources.BaseInside(location) };
        var reading = new SchemaReading(source, inner);
        Refuse(location);
        var isLoneRef = source.Draft is SchemaDraft.Draft07 && reading.Has("$ref");
        node.Types = isLoneRef ? SchemaTypes.All : Types(reading);
        if (!isLoneRef)
        {
            Contradictions.Report(source, location, node.Types);
        }

        node.Format = isLoneRef ? null : reading.Text("format");
        node.Finish(isLoneRef ? Ref(reading, inner) : Keywords(reading, inner));
    }

    private IEnumerable<Keyword> Keywords(SchemaReading reading, SchemaLocation at) =>
    [
        .. Ref(reading, at),
        .. Values(reading),
        .. Strings(reading),
        .. Numbers(reading),
        .. Counts(reading),
        .. Members(reading, at),
        .. Items(reading, at),
        .. Contains(reading, at),
        .. Dependencies(reading, at),
        .. Combinations(reading, at),
    ];

    /// <summary>Names what is not supported or has no effect here.</summary>
    private void Refuse(SchemaLocation location)
    {
        var judging = SchemaKeywords.Judging(source.Draft);
        var hasLoneRef = source.Draft is SchemaDraft.Draft07 && location.Element.TryGetProperty("$ref", out _);
        foreach (var member in location.Element.EnumerateObject())
        {
            var pointer = JsonPointer.Append(location.Pointer, member.Name);
            if (SchemaKeywords.Unsupported.Contains(member.Name))
            {
                source.Report(SchemaDiagnostics.NotSupported, pointer, $"{member.Name} is not supported", "say the same with properties, additionalProperties, items and $ref");
            }
            else if (judging.Contains(member.Name))
            {
                if (hasLoneRef && member.Name != "$ref")
                {
                    source.Report(SchemaDiagnostics.NoEffect, pointer, $"{member.Name} has no effect: draft-07 ignores everything beside $ref", "put both into an allOf, or use the 2020-12 draft");
                }
            }
            else if (SchemaKeywords.Judging07.Contains(member.Name) || SchemaKeywords.Judging202012.Contains(member.Name))
            {
                source.Report(SchemaDiagnostics.NoEffect, pointer, $"{member.Name} has no effect in {source.DraftName}");
            }
            else if (!SchemaKeywords.Silent.Contains(member.Name) && Suggestion.For(member.Name, judging) is { } near)
            {
                source.Report(SchemaDiagnostics.NoEffect, pointer, $"{SchemaText.Quote(member.Name)} is not a keyword and has no effect", $"did you mean \"{near}\"?");
            }
            else if (member.Name == "$schema" && location.Pointer.Length > 0)
            {
                SchemaDrafts.Check(source, member.Value, pointer);
            }
        }
    }

    private SchemaTypes Types(SchemaReading reading)
    {
        if (reading.Value("type") is not { } value)
        {
            return SchemaTypes.All;
        }

        var names = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : ImmutableArray.Create(value);
        var types = SchemaTypes.None;
        foreach (var name in names)
        {
            if (name.ValueKind is not JsonValueKind.String)
            {
                return reading.Wrong<SchemaTypes>("type", "a type's name or a list of them");
            }

            if (SchemaTypeNames.Find(name.GetString()!) is not { } known)
            {
                source.Report(SchemaDiagnostics.BadValue, reading.PointerOf("type"), $"type {SchemaText.Quote(name.GetString()!)} does not exist", Suggestion.Hint(name.GetString()!, SchemaTypeNames.All));
                return SchemaTypes.All;
            }

            types |= known;
        }

        return types;
    }

    private IEnumerable<Keyword> Ref(SchemaReading reading, SchemaLocation at)
    {
        if (reading.Text("$ref") is not { } reference)
        {
            return [];
        }

        var pointer = reading.PointerOf("$ref");
        if (resources.Find(at.BaseUri, reference, out var isRemote) is { } target)
        {
            return [new RefKeyword(pointer, NodeAt(target))];
        }

        if (isRemote)
        {
            source.Report(SchemaDiagnostics.NotSupported, pointer, $"$ref {SchemaText.Quote(reference)} leads out of this file, which is not supported", "copy the schema into this file's $defs");
        }
        else
        {
            source.Report(SchemaDiagnostics.DanglingRef, pointer, $"$ref {SchemaText.Quote(reference)} points to nothing in this file");
        }

        return [];
    }

    private static IEnumerable<Keyword> Values(SchemaReading reading)
    {
        if (reading.Value("const") is { } only)
        {
            yield return new EnumKeyword(reading.PointerOf("const"), [only]);
        }

        if (reading.Values("enum") is { IsDefault: false } values)
        {
            yield return new EnumKeyword(reading.PointerOf("enum"), values);
        }
    }

    private IEnumerable<Keyword> Strings(SchemaReading reading)
    {
        if (reading.Count("minLength") is { } min)
        {
            yield return new LengthKeyword(reading.PointerOf("minLength"), min, isMinimum: true);
        }

        if (reading.Count("maxLength") is { } max)
        {
            yield return new LengthKeyword(reading.PointerOf("maxLength"), max, isMinimum: false);
        }

        if (reading.Text("pattern") is { } text && Pattern(text, reading.PointerOf("pattern")) is { } pattern)
        {
            yield return new PatternKeyword(reading.PointerOf("pattern"), pattern);
        }
    }

    private EcmaPattern? Pattern(string text, string pointer)
    {
        if (patterns.TryGetValue(text, out var known) && known is not null)
        {
            return known;
        }

        var pattern = patterns[text] = EcmaPattern.TryParse(text, out var problem);
        if (pattern is null)
        {
            source.Report(SchemaDiagnostics.BadPattern, pointer, $"the pattern {SchemaText.Quote(text)} cannot be used: {problem}");
        }

        return pattern;
    }

    private static IEnumerable<Keyword> Numbers(SchemaReading reading)
    {
        foreach (var (keyword, isMinimum, isExclusive) in ((string, bool, bool)[])
            [("minimum", true, false), ("exclusiveMinimum", true, true), ("maximum", false, false), ("exclusiveMaximum", false, true)])
        {
            if (reading.Number(keyword) is { } limit)
            {
                yield return new NumberBoundKeyword(reading.PointerOf(keyword), limit, isMinimum, isExclusive);
            }
        }

        if (reading.Number("multipleOf") is not { } divisor)
        {
            yield break;
        }

        var number = JsonNumber.Of(JsonMarshal.GetRawUtf8Value(divisor));
        if (number.IsZero || number.IsNegative || number.DigitCount > MultipleOfKeyword.MostDigits)
        {
            reading.Wrong<object>("multipleOf", FormattableString.Invariant($"greater than 0 and have at most {MultipleOfKeyword.MostDigits} digits"));
            yield break;
        }

        yield return new MultipleOfKeyword(reading.PointerOf("multipleOf"), divisor);
    }

    private static IEnumerable<Keyword> Counts(SchemaReading reading)
    {
        foreach (var (keyword, isMinimum, of) in ((string, bool, SchemaTypes)[])
            [
                ("minItems", true, SchemaTypes.Array), ("maxItems", false, SchemaTypes.Array),
                ("minProperties", true, SchemaTypes.Object), ("maxProperties", false, SchemaTypes.Object),
            ])
        {
            if (reading.Count(keyword) is { } limit)
            {
                yield return new CountKeyword(reading.PointerOf(keyword), limit, isMinimum, of);
            }
        }

        if (reading.IsTrue("uniqueItems"))
        {
            yield return new UniqueItemsKeyword(reading.PointerOf("uniqueItems"));
        }
    }

    private IEnumerable<Keyword> Members(SchemaReading reading, SchemaLocation at)
    {
        if (!((string[])["properties", "patternProperties", "additionalProperties", "propertyNames", "required"]).Any(reading.Has))
        {
            yield break;
        }

        yield return new MembersKeyword(at.Pointer, Named(reading, at, "properties"), reading.Names("required"))
        {
            Patterns = [.. PatternMembers(reading, at)],
            Additional = Schema(reading, at, "additionalProperties"),
            PropertyNames = Schema(reading, at, "propertyNames"),
        };
    }

    private IEnumerable<(EcmaPattern Pattern, SchemaNode Node)> PatternMembers(SchemaReading reading, SchemaLocation at)
    {
        foreach (var (text, node) in Named(reading, at, "patternProperties"))
        {
            if (Pattern(text, JsonPointer.Append(reading.PointerOf("patternProperties"), text)) is { } pattern)
            {
                yield return (pattern, node);
            }
        }
    }

    private IEnumerable<Keyword> Items(SchemaReading reading, SchemaLocation at)
    {
        var hasList = reading.Value("items") is { ValueKind: JsonValueKind.Array };
        if (hasList && source.Draft is SchemaDraft.Draft202012)
        {
            source.Report(SchemaDiagnostics.BadValue, reading.PointerOf("items"), "items must be one schema in 2020-12", "a list of schemas by position is called prefixItems");
            yield break;
        }

        var prefix = hasList ? Schemas(reading, at, "items", mayBeEmpty: true)
            : source.Draft is SchemaDraft.Draft202012 ? Schemas(reading, at, "prefixItems")
            : [];
        var rest = !hasList ? Schema(reading, at, "items") : Schema(reading, at, "additionalItems");
        if (!prefix.IsEmpty || rest is not null)
        {
            yield return new ItemsKeyword(at.Pointer, prefix, rest);
        }
    }

    private IEnumerable<Keyword> Contains(SchemaReading reading, SchemaLocation at)
    {
        var isNew = source.Draft is SchemaDraft.Draft202012;
        if (Schema(reading, at, "contains") is { } node)
        {
            yield return new ContainsKeyword(reading.PointerOf("contains"), node, isNew ? reading.Count("minContains") ?? 1 : 1, isNew ? reading.Count("maxContains") : null);
        }
    }

    private IEnumerable<Keyword> Dependencies(SchemaReading reading, SchemaLocation at)
    {
        var isNew = source.Draft is SchemaDraft.Draft202012;
        foreach (var keyword in (string[])(isNew ? ["dependentRequired", "dependentSchemas", "dependencies"] : ["dependencies"]))
        {
            foreach (var member in reading.Members(keyword))
            {
                var pointer = JsonPointer.Append(reading.PointerOf(keyword), member.Name);
                var isList = keyword == "dependentRequired" || (keyword == "dependencies" && member.Value.ValueKind is JsonValueKind.Array);
                yield return isList
                    ? new DependencyKeyword(pointer, member.Name, reading.Names(keyword, member.Value), null)
                    : new DependencyKeyword(pointer, member.Name, [], NodeAt(new SchemaLocation(member.Value, pointer, at.BaseUri)));
            }
        }
    }

    private IEnumerable<Keyword> Combinations(SchemaReading reading, SchemaLocation at)
    {
        if (Schemas(reading, at, "allOf") is { IsEmpty: false } all)
        {
            yield return new AllOfKeyword(reading.PointerOf("allOf"), all);
        }

        foreach (var keyword in (string[])["anyOf", "oneOf"])
        {
            if (Schemas(reading, at, keyword) is { IsEmpty: false } alternatives)
            {
                yield return new AnyOfKeyword(reading.PointerOf(keyword), alternatives, isExactlyOne: keyword == "oneOf");
            }
        }

        if (Schema(reading, at, "not") is { } not)
        {
            yield return new NotKeyword(reading.PointerOf("not"), not);
        }

        if (Schema(reading, at, "if") is { } condition)
        {
            yield return new IfKeyword(reading.PointerOf("if"), condition, Schema(reading, at, "then"), Schema(reading, at, "else"));
        }
    }

    private SchemaNode? Schema(SchemaReading reading, SchemaLocation at, string keyword) =>
        reading.Value(keyword) is { } value ? NodeAt(new SchemaLocation(value, reading.PointerOf(keyword), at.BaseUri)) : null;

    private ImmutableArray<SchemaNode> Schemas(SchemaReading reading, SchemaLocation at, string keyword, bool mayBeEmpty = false)
    {
        var values = reading.Values(keyword);
        if (values is { IsDefault: false, IsEmpty: true } && !mayBeEmpty)
        {
            reading.Wrong<object>(keyword, "a list with at least one schema");
        }

        return values.IsDefault ? [] : [.. values.Select((v, i) => NodeAt(new SchemaLocation(v, JsonPointer.Append(reading.PointerOf(keyword), i), at.BaseUri)))];
    }

    private ImmutableArray<KeyValuePair<string, SchemaNode>> Named(SchemaReading reading, SchemaLocation at, string keyword) =>
        [.. reading.Members(keyword).Select(m => KeyValuePair.Create(m.Name, NodeAt(new SchemaLocation(m.Value, JsonPointer.Append(reading.PointerOf(keyword), m.Name), at.BaseUri))))];
}
