using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Tests.Expressions;

/// <summary>The one way in which tests look at expressions.</summary>
internal static class Evaluated
{
    public static readonly SourcePlace Place = new("data/a.synth.yaml", 7, 11);

    public const string Row = """
        {
          "seed": {"text": "Hello brave new world", "n": 3, "big": 123456789012345678901234567890, "half": 0.5, "yes": true, "none": null,
                   "tags": ["a", "b"], "first-name": "Ada", "author": {"name": "Ann"}, "emoji": "a👩‍👩‍👧é👍🏽", "lone": "x\ud800"},
          "score": {"faithful": "yes", "helpful": 4},
          "row": {"id": "s-1", "calls": {"draft": {"output_tokens": 17}}}
        }
        """;

    public static Expression Parsed(string text)
    {
        var parsed = Expression.Parse(text, Place);
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value!;
    }

    public static string Of(string text, string row = Row) => Parsed(text).Evaluate(new TestNames(row)).GetRawText();

    public static bool Test(string text, string row = Row) => Parsed(text).Test(new TestNames(row));

    public static ExpressionFailure Failure(string text, string row = Row) =>
        Assert.Throws<ExpressionFailure>(() => Parsed(text).Evaluate(new TestNames(row)));

    public static Diagnostic Refused(string text)
    {
        var parsed = Expression.Parse(text, Place);
        Assert.Null(parsed.Value);
        return Assert.Single(parsed.Diagnostics);
    }

    public static Shape Shape(string rootsAndFields) => ShapeOf(System.Text.Json.JsonElement.Parse(rootsAndFields));

    /// <summary>A shape in short form: "string", "integer?", ["string"], {"a": …}, {"*": "any"} for open objects.</summary>
    private static Shape ShapeOf(System.Text.Json.JsonElement form) => form.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Array => SynthTool.Formats.Shape.ArrayOf(ShapeOf(form[0])),
        System.Text.Json.JsonValueKind.Object => SynthTool.Formats.Shape.ObjectOf(
            form.EnumerateObject().Where(p => p.Name != "*").Select(p => KeyValuePair.Create(p.Name, ShapeOf(p.Value))),
            form.TryGetProperty("*", out _)),
        _ => Scalar(form.GetString()!),
    };

    private static Shape Scalar(string name)
    {
        var shape = name.TrimEnd('?') switch
        {
            "string" => SynthTool.Formats.Shape.String,
            "integer" => SynthTool.Formats.Shape.Integer,
            "number" => SynthTool.Formats.Shape.Number,
            "boolean" => SynthTool.Formats.Shape.Boolean,
            _ => SynthTool.Formats.Shape.Any,
        };
        return name.EndsWith('?') ? shape.OrNull() : shape;
    }
}
