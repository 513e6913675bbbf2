using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Definition;

namespace SynthTool.Cli.Tests.Docs;

/// <summary>The tables of <c>docs/definition.md</c>, from the schema that editors use. What a page says between its markers is written anew; the prose around them stays.</summary>
internal sealed partial class DefinitionTables
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["line"] = "text", ["lines"] = "text or list of texts", ["folderName"] = "name", ["columnName"] = "name", ["identifier"] = "name", ["stepName"] = "name",
        ["expression"] = "[expression](#expressions)", ["expressions"] = "[expression](#expressions) or list of them", ["condition"] = "[condition](#expressions)",
        ["shortObject"] = "[short schema](#short-schemas)", ["shortList"] = "[short schema](#short-schemas)", ["weight"] = "number",
        ["step"] = "[steps](#steps)", ["gate"] = "[gate](#gates)", ["turns"] = "list of turns", ["teacherLicense"] = "[license](#license)",
        ["fromTaxonomy"] = "[taxonomy](#taxonomy)", ["fromDataset"] = "[dataset](#dataset)",
    };

    private readonly JsonElement root = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("schemas/dataset.schema.json"))).RootElement;
    private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);

    private DefinitionTables(string page)
    {
        var heading = "";
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#').Trim();
            }
            else if (Marker().Match(line) is { Success: true } marker)
            {
                sections[marker.Groups["part"].Value] = MarkdownFile.AnchorOf(heading);
            }
        }
    }

    /// <summary>The page with every table as the schema has it now.</summary>
    public static string Written(string page)
    {
        var tables = new DefinitionTables(page);
        return Region().Replace(page, m => $"{m.Groups["begin"].Value}\n\n{tables.Part(m.Groups["part"].Value)}\n{m.Groups["end"].Value}");
    }

    /// <summary>The parts of the schema that a page has tables for.</summary>
    public static IEnumerable<string> PartsOf(string page) => Marker().Matches(page).Select(m => m.Groups["part"].Value);

    /// <summary>Every example of the schema, and the line that shows it.</summary>
    public static IEnumerable<(JsonElement Value, string Line)> Shown()
    {
        var root = new DefinitionTables("").root;
        return root.GetProperty("$defs").EnumerateObject().Select(d => d.Value).Prepend(root)
            .SelectMany(m => m.TryGetProperty("properties", out var keys) ? keys.EnumerateObject().ToList() : [])
            .Where(k => k.Value.TryGetProperty("examples", out _))
            .SelectMany(k => ExamplesOf(k).Zip(k.Value.GetProperty("examples").EnumerateArray(), (line, value) => (value, line)));
    }

    private string Part(string name) => name == "later" ? Later() : Table(name == "dataset" ? root : root.GetProperty("$defs").GetProperty(name));

    private string Table(JsonElement mapping)
    {
        var required = mapping.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        return "| key | value | meaning |\n|---|---|---|\n" + string.Concat(mapping.GetProperty("properties").EnumerateObject().Select(p =>
            $"| `{p.Name}`{(required.Contains(p.Name) ? " (needed)" : "")} | {Value(p.Value)} | {Cell(p.Value.GetProperty("description").GetString()!).Replace("<", "&lt;", StringComparison.Ordinal)}{Examples(p)} |\n"));
    }

    private string Value(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var words))
        {
            return string.Join(" or ", words.EnumerateArray().Select(w => $"`{w.GetString()}`"));
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            return Words.GetValueOrDefault(name) ?? (sections.TryGetValue(name, out var anchor) ? $"[{name}](#{anchor})" : Value(root.GetProperty("$defs").GetProperty(name)));
        }

        return schema.TryGetProperty("anyOf", out var choices)
            ? string.Join(" or ", choices.EnumerateArray().Select(Value).Distinct())
            : OfType(schema, schema.GetProperty("type"));
    }

    private string OfType(JsonElement schema, JsonElement type) => type.ValueKind is JsonValueKind.Array
        ? string.Join(" or ", type.EnumerateArray().Select(t => Plain(t.GetString()!, schema)))
        : type.GetString() switch
        {
            "array" => $"list of {(schema.TryGetProperty("items", out var items) && !items.TryGetProperty("not", out _) ? Plural(Value(items)) : "values")}",
            "object" when schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind is JsonValueKind.Object => $"names, each with {Value(values)}",
            var plain => Plain(plain!, schema),
        };

    private static string Plural(string value) => value is "text" or "number" or "name" ? value + "s" : value;

    private static string Plain(string type, JsonElement schema) => type switch
    {
        "string" => "text",
        "integer" => "whole number" + Range(schema),
        "number" => "number" + Range(schema),
        "boolean" => "`true` or `false`",
        "object" => "mapping",
        _ => type,
    };

    private static string Range(JsonElement schema) => (Bound(schema, "minimum"), Bound(schema, "exclusiveMinimum"), Bound(schema, "maximum")) switch
    {
        ({ } least, _, { } most) => $", {least} to {most}",
        ({ } least, _, null) => $", {least} or more",
        (null, { } above, { } most) => $", above {above}, up to {most}",
        _ => "",
    };

    private static string? Bound(JsonElement schema, string name) => schema.TryGetProperty(name, out var bound) ? bound.GetDecimal().ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string Examples(JsonProperty key) => string.Concat(ExamplesOf(key).Select(e => $"<br>{Code(e)}"));

    /// <summary>The examples of a key as people write them, each one line of YAML.</summary>
    private static IEnumerable<string> ExamplesOf(JsonProperty key) =>
        key.Value.TryGetProperty("examples", out var examples) ? examples.EnumerateArray().Select(e => $"{key.Name}: {(e.ValueKind is JsonValueKind.String ? Scalar(e, BreaksLine()) : Flow(e))}") : [];

    private static string Flow(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{ {string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name}: {Flow(p.Value)}"))} }}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Flow))}]",
        JsonValueKind.String => Scalar(value, BreaksFlow()),
        _ => value.GetRawText(),
    };

    private static string Scalar(JsonElement text, Regex breaks) => text.GetString()! is var plain && Plainly().IsMatch(plain) && !breaks.IsMatch(plain)
        ? plain
        : plain.Contains('"', StringComparison.Ordinal) && !plain.Contains('\'', StringComparison.Ordinal) ? $"'{plain}'" : text.GetRawText();

    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {Cell(text)} ``" : $"`{Cell(text)}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Later()
    {
        var tables = typeof(KnownKeys).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<KeyTable>();
        var rows = tables.Select(t => (t.What, Keys: t.Keys.Where(k => !k.IsBuilt).Select(k => $"`{k.Name}`").Distinct().ToList())).Where(t => t.Keys.Count > 0);
        return "| as | not yet |\n|---|---|\n" + string.Concat(rows.Select(r => $"| {r.What} | {string.Join(", ", r.Keys)} |\n"));
    }

    [GeneratedRegex("^<!-- table (?<part>[A-Za-z]+) -->$", RegexOptions.Multiline)]
    private static partial Regex Marker();

    [GeneratedRegex("(?<begin>^<!-- table (?<part>[A-Za-z]+) -->$).*?(?<end>^<!-- end -->$)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex("^[A-Za-z_./$(][^\\p{C}]*$|^[0-9]+[.][0-9.]*[.][^\\p{C}]*$")]
    private static partial Regex Plainly();

    [GeneratedRegex(": | #|^(true|false|null)$")]
    private static partial Regex BreaksLine();

    [GeneratedRegex(": | #|[][{},]|^(true|false|null)$")]
    private static partial Regex BreaksFlow();
}
