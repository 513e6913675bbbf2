using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>
/// The short form of a JSON Schema: <c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>, <c>a | b | c</c>,
/// <c>1..5</c>, <c>[T]</c> and <c>{ field: T }</c>; a field whose type ends with <c>?</c> may be missing or null.
/// </summary>
/// <remarks>
/// Objects are closed, so that a misspelt field is found before anything is spent. <c>?</c> admits null as well, since
/// an empty cell of a CSV file is null, and models write null for what they leave out.
/// </remarks>
internal sealed partial class ShortSchema
{
    private const int MostDepth = 16;

    private static readonly string[] Types = ["string", "number", "integer", "boolean"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DefinitionScope scope;
    private bool isRefused;

    private ShortSchema(DefinitionScope scope)
    {
        this.scope = scope;
    }

    /// <summary>Whether a text is a type of the short form, and not the path of a file.</summary>
    public static bool IsType(string text)
    {
        var type = text.Trim().TrimEnd('?').TrimEnd();
        return Types.Contains(type) || type.Contains('|', StringComparison.Ordinal) || Range().IsMatch(type);
    }

    /// <summary>The JSON Schema that a short schema means; null after a finding.</summary>
    /// <param name="what">What the schema is for, in findings.</param>
    public static string? Compile(DefinitionScope scope, YamlNode node, string what)
    {
        var schema = new ShortSchema(scope);
        var json = schema.Of(node, what, 0);
        if (CanBeMissing(node))
        {
            schema.Refuse(node.Place, "only a field can be optional", "remove the ?");
        }

        return schema.isRefused ? null : json.ToJsonString(Readable);
    }

    /// <param name="depth">How many lists and objects are around it.</param>
    private JsonObject Of(YamlNode node, string what, int depth)
    {
        switch (node)
        {
            case YamlMapping or YamlSequence when depth == MostDepth:
                return Refuse(node.Place, FormattableString.Invariant($"types lie more than {MostDepth} deep in each other"), "write a JSON Schema file");
            case YamlMapping mapping:
                return OfObject(mapping, depth);
            case YamlSequence { Items: [var item] }:
                return OfArray(item, depth);
            case YamlSequence:
                return Refuse(node.Place, "a list in a schema has exactly one item, the type of its elements", "write [type]");
            case YamlScalar { IsText: true } scalar:
                return OfType(scalar);
            default:
                scope.WrongForm(node, what, "a type");
                isRefused = true;
                return [];
        }
    }

    private JsonObject OfObject(YamlMapping mapping, int depth)
    {
        if (mapping.Entries.IsEmpty)
        {
            return Refuse(mapping.Place, "an object in a schema has fields", "write { field: type }");
        }

        var properties = new JsonObject();
        foreach (var entry in mapping.Entries)
        {
            CheckName(entry);
            properties.Add(entry.Name, Of(entry.Value, Quoted.Text(entry.Name), depth + 1));
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = mapping.Entries.Where(e => !CanBeMissing(e.Value)).Select(e => (JsonNode)e.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private void CheckName(YamlEntry entry)
    {
        if (entry.Name.EndsWith('?'))
        {
            Refuse(entry.Place, $"the field {Quoted.Text(entry.Name)} ends with ?", "a field that may be missing has the ? behind its type");
        }
        else if (entry.Name.Trim().Length == 0 || entry.Name.Any(char.IsControl))
        {
            Refuse(entry.Place, "a field's name is empty or has control characters", null);
        }
    }

    private JsonObject OfArray(YamlNode item, int depth)
    {
        if (CanBeMissing(item))
        {
            return Refuse(item.Place, "only a field can be optional, not a list's element", "remove the ?");
        }

        return new JsonObject { ["type"] = "array", ["items"] = Of(item, "a list's element", depth + 1) };
    }

    private JsonObject OfType(YamlScalar scalar)
    {
        var isOptional = CanBeMissing(scalar);
        var type = isOptional ? scalar.Text.Trim()[..^1].TrimEnd() : scalar.Text.Trim();
        if (type.Contains('|', StringComparison.Ordinal))
        {
            return OfChoice(scalar, type, isOptional);
        }

        if (Range().Match(type) is { Success: true } range)
        {
            return OfRange(scalar, range, isOptional);
        }

        return Types.Contains(type)
            ? new JsonObject { ["type"] = TypeName(type, isOptional) }
            : Refuse(scalar.TextPlace, type.Length == 0 ? "a type is missing" : $"{Quoted.Text(type)} is no type", HintFor(type));
    }

    private JsonObject OfChoice(YamlScalar scalar, string type, bool isOptional)
    {
        var words = type.Split('|', StringSplitOptions.TrimEntries);
        var wrong = words.FirstOrDefault(w => w.Length == 0 || Types.Contains(w) || YamlCore.KindOf(w, YamlScalarStyle.Plain) is not YamlScalarKind.Text || w.Any(char.IsControl));
        if (wrong is not null)
        {
            var why = wrong.Length == 0 ? "a word is missing beside |" : $"{Quoted.Text(wrong)} is no word, and a choice is made of words";
            return Refuse(scalar.TextPlace, why, "a range of whole numbers is written 1..5; for more, write a JSON Schema file");
        }

        if (words.GroupBy(w => w, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return Refuse(scalar.TextPlace, $"the choice has {Quoted.Text(twice.Key)} twice", "remove one of them");
        }

        var choices = new JsonArray([.. words]);
        if (isOptional)
        {
            choices.Add(null);
        }

        return new JsonObject { ["type"] = TypeName("string", isOptional), ["enum"] = choices };
    }

    private JsonObject OfRange(YamlScalar scalar, Match range, bool isOptional)
    {
        var areNumbers = long.TryParse(range.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var least)
            & long.TryParse(range.Groups[2].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var most);
        if (!areNumbers || least > most)
        {
            return Refuse(scalar.TextPlace, $"the range {Quoted.Text(range.Value)} {(areNumbers ? "ends before it begins" : "has a number that is too large")}", null);
        }

        return new JsonObject { ["type"] = TypeName("integer", isOptional), ["minimum"] = least, ["maximum"] = most };
    }

    private static bool CanBeMissing(YamlNode node) => node is YamlScalar { IsText: true } scalar && scalar.Text.AsSpan().TrimEnd() is [.., '?'];

    private static JsonNode TypeName(string type, bool isOptional) => isOptional ? new JsonArray(type, "null") : type;

    private static string HintFor(string type) => type switch
    {
        "object" => "write { field: type }; a whole JSON Schema goes into a file of its own",
        "array" or "list" => "write [type]; a whole JSON Schema goes into a file of its own",
        _ when Suggestion.For(type, Types) is { } near => $"did you mean \"{near}\"?",
        _ => "types are string, number, integer, boolean, a | b, 1..5, [type] and { field: type }",
    };

    private JsonObject Refuse(SourcePlace place, string why, string? hint)
    {
        scope.Findings.Add(DefinitionDiagnostics.SchemaMalformed, place, why, hint);
        isRefused = true;
        return [];
    }

    [GeneratedRegex(@"\A([+-]?[0-9]+)\.\.([+-]?[0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
