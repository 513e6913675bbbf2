using SynthTool.Diagnostics;
using SynthTool.Expressions.Functions;

namespace SynthTool.Expressions;

/// <summary>What to do instead of calling a function that is not there.</summary>
internal static class FunctionHints
{
    public static string For(string name) => name switch
    {
        _ when name.StartsWith("date.", StringComparison.Ordinal) || name.StartsWith("timespan.", StringComparison.Ordinal) => "dates depend on when a build runs; put them into the seeds",
        "math.random" or "math.uuid" => "a build gives the same result each time, so there are no lots; use each with sample",
        _ when name.StartsWith("regex.", StringComparison.Ordinal) => "expressions have matches(text, \"pattern\")",
        "object.eval" or "object.eval_template" => "text is never evaluated",
        "include" or "import" => "expressions do not read files",
        _ => Suggestion.For(name, FunctionTable.ByName.Keys) is { } near ? $"did you mean {near}?" : "SYNTH0404 in docs/diagnostics.md lists the functions",
    };
}
