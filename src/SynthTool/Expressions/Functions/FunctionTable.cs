using System.Collections.Frozen;
using SynthTool.Formats;

namespace SynthTool.Expressions.Functions;

/// <summary>The allow-list: what is not here cannot be called. Clock, lots, environment, files and evaluation of text are not here.</summary>
internal static class FunctionTable
{
    /// <summary>Functions without a namespace. <c>is_missing</c> and <c>matches</c> are known to the parsers too: they look at names and at constants.</summary>
    private static readonly Function[] Own =
    [
        new("is_missing", [new("value", ParameterKind.Any)], _ => Shape.Boolean, a => Value.Of(a[0].IsNull)),
        new("json", [new("value", ParameterKind.Any)], _ => Shape.String, a => Value.Of(ValueJson.ToText(a[0]))),
        new("words", [new("text", ParameterKind.Text)], _ => Shape.Integer, a => Value.Of((long)TextUnits.CountWords(a.Text(0)))),
        new("chars", [new("text", ParameterKind.Text)], _ => Shape.Integer, a => Value.Of((long)TextUnits.CountChars(a.Text(0)))),
        new("first_chars", [new("text", ParameterKind.Text), new("count", ParameterKind.Whole)], _ => Shape.String, a => Value.Of(TextUnits.FirstChars(a.Text(0), a.Int(1)))),
    ];

    /// <summary>All functions by their full name.</summary>
    public static FrozenDictionary<string, Function> ByName { get; } =
        Own.Concat(TextFunctions.All).Concat(ArrayFunctions.All).Concat(MathFunctions.All).Concat(ObjectFunctions.All)
            .ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The first part of every function's name: no step may be named so.</summary>
    public static FrozenSet<string> Roots { get; } =
        ByName.Keys.Select(n => n.Split('.')[0]).Append("matches").ToFrozenSet(StringComparer.Ordinal);
}
