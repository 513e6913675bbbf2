using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Steps;

/// <summary>A row's names for expressions and prompts. Declared fields that the values lack are null.</summary>
/// <param name="row">The row.</param>
/// <param name="declared">The shape of each root, as far as the steps so far declare it.</param>
internal sealed class RowNames(Row row, NameShapes declared) : INames
{
    private JsonElement? meta;

    public IReadOnlyList<string> Roots => roots ??= ["seed", "row", .. row.Columns.Select(c => c.Name)];

    private string[]? roots;

    public Shape Declared => declared.AsShape();

    public bool TryGet(string root, out JsonElement value)
    {
        if (root == "seed")
        {
            value = declared.Complete(root, row.Seed.Value);
            return true;
        }

        if (root == "row")
        {
            value = meta ??= Meta();
            return true;
        }

        foreach (var column in row.Columns)
        {
            if (column.Name == root)
            {
                value = declared.Complete(root, column.Value);
                return true;
            }
        }

        value = default;
        return false;
    }

    private JsonElement Meta() => JsonValue.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("split", row.Split);
        json.WriteStartObject("calls");
        foreach (var call in row.Calls)
        {
            json.WriteStartObject(call.Step);
            json.WriteString("teacher", call.Teacher);
            json.WriteNumber("sample", call.Sample);
            json.WriteString("finish", call.Finish);
            Write(json, "input_tokens", call.InputTokens);
            Write(json, "output_tokens", call.OutputTokens);
            json.WriteString("reasoning", call.Reasoning);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

/// <summary>What is known of the names that a step may use.</summary>
/// <param name="Roots">Root name → shape: <c>seed</c>, <c>row</c> and the results of earlier steps.</param>
internal sealed record NameShapes(ImmutableSortedDictionary<string, Shape> Roots)
{
    private static readonly Shape CallShape = Shape.ObjectOf(
    [
        new("teacher", Shape.String), new("sample", Shape.Integer), new("finish", Shape.String),
        new("input_tokens", Shape.Integer.OrNull()), new("output_tokens", Shape.Integer.OrNull()), new("reasoning", Shape.String.OrNull()),
    ]);

    private readonly Shape shape = Shape.ObjectOf(Roots);
    private readonly ImmutableHashSet<string> incomplete =
        [.. Roots.Where(r => r.Key != "row" && Completion.MayLack(r.Value)).Select(r => r.Key)];

    /// <summary>The names before the first step.</summary>
    public static NameShapes Of(Shape seed) => new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [new KeyValuePair<string, Shape>("seed", seed), new("row", RowShape([]))]));

    /// <summary>All names as the fields of one object.</summary>
    public Shape AsShape() => shape;

    public NameShapes With(string name, Shape shape) => new(Roots.SetItem(name, shape));

    /// <summary>These names after a step that asks a teacher.</summary>
    public NameShapes WithCall(string step)
    {
        var calls = Roots["row"].Fields["calls"].Fields.Keys.Append(step).Distinct(StringComparer.Ordinal);
        return new NameShapes(Roots.SetItem("row", RowShape(calls)));
    }

    /// <summary>The value with every declared field that it lacks set to null.</summary>
    public JsonElement Complete(string root, JsonElement value) => incomplete.Contains(root) ? Completion.Fill(value, Roots[root]) : value;

    private static Shape RowShape(IEnumerable<string> steps) => Shape.ObjectOf(
    [
        new("id", Shape.String), new("split", Shape.String.OrNull()),
        new("calls", Shape.ObjectOf(steps.Select(s => new KeyValuePair<string, Shape>(s, CallShape)))),
    ]);
}
