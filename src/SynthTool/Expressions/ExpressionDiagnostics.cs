using SynthTool.Diagnostics;

namespace SynthTool.Expressions;

/// <summary>What can be wrong with an expression.</summary>
internal static class ExpressionDiagnostics
{
    public static readonly DiagnosticKind Unreadable = new("SYNTH0401", Severity.Error, "An expression cannot be read");
    public static readonly DiagnosticKind NotAllowed = new("SYNTH0402", Severity.Error, "An expression uses what expressions do not have");
    public static readonly DiagnosticKind Ambiguous = new("SYNTH0403", Severity.Error, "An expression needs parentheses");
    public static readonly DiagnosticKind UnknownFunction = new("SYNTH0404", Severity.Error, "An expression calls a function that does not exist");
    public static readonly DiagnosticKind WrongArguments = new("SYNTH0405", Severity.Error, "A function is called with the wrong arguments");
    public static readonly DiagnosticKind UnknownName = new("SYNTH0406", Severity.Error, "An expression uses a name that nothing declares");
    public static readonly DiagnosticKind UnknownField = new("SYNTH0407", Severity.Error, "An expression uses a field that nothing declares");
    public static readonly DiagnosticKind WrongTypes = new("SYNTH0408", Severity.Error, "An expression combines values that do not go together");
    public static readonly DiagnosticKind NotACondition = new("SYNTH0409", Severity.Error, "A condition is not true or false");
    public static readonly DiagnosticKind Failed = new("SYNTH0410", Severity.Error, "An expression cannot be evaluated for a row");
}
