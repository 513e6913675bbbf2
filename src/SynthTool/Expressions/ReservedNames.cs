using System.Collections.Frozen;
using SynthTool.Expressions.Functions;

namespace SynthTool.Expressions;

/// <summary>Names that no step may have: keywords and built-ins of Scriban, our functions, and the roots that every row has.</summary>
internal static class ReservedNames
{
    private static readonly string[] Keywords =
    [
        "and", "break", "capture", "case", "continue", "do", "else", "empty", "end", "false", "for", "func", "if", "import", "in", "include",
        "include_join", "not", "null", "or", "readonly", "ret", "tablerow", "this", "true", "when", "while", "with", "wrap",
    ];

    /// <summary>Built-ins of Scriban that we do not offer: reading them as a step would mislead whoever knows Scriban.</summary>
    private static readonly string[] BuiltIns = ["date", "html", "regex", "timespan"];

    public static FrozenSet<string> All { get; } =
        FunctionTable.Roots.Concat(Keywords).Concat(BuiltIns).Concat(["fence", "__role", "seed", "row"]).ToFrozenSet(StringComparer.Ordinal);
}
