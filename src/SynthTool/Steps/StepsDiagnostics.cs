using SynthTool.Diagnostics;

namespace SynthTool.Steps;

internal static class StepsDiagnostics
{
    public static readonly DiagnosticKind ExpressionFailed = new("SYNTH0991", Severity.Error, "An expression cannot be evaluated for a row");
    public static readonly DiagnosticKind NotAList = new("SYNTH0992", Severity.Error, "A value that each: should walk is not a list");
}
