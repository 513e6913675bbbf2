using SynthTool.Diagnostics;

namespace SynthTool.Prompts;

/// <summary>What can be wrong with a prompt template.</summary>
internal static class PromptDiagnostics
{
    public static readonly DiagnosticKind Unreadable = new("SYNTH0701", Severity.Error, "A template cannot be read");
    public static readonly DiagnosticKind NotAllowed = new("SYNTH0702", Severity.Error, "A template uses what templates do not have");
    public static readonly DiagnosticKind RoleMisplaced = new("SYNTH0703", Severity.Error, "A role stands where no message can begin");
    public static readonly DiagnosticKind NoMessage = new("SYNTH0704", Severity.Error, "A template gives no message");
    public static readonly DiagnosticKind IncludeMissing = new("SYNTH0705", Severity.Error, "An included file does not exist");
    public static readonly DiagnosticKind IncludeOutside = new("SYNTH0706", Severity.Error, "An include leaves the template's folder");
    public static readonly DiagnosticKind TooLarge = new("SYNTH0707", Severity.Error, "A template is too large");
    public static readonly DiagnosticKind UnknownFunction = new("SYNTH0708", Severity.Error, "A template calls a function that does not exist, or with the wrong number of arguments");
    public static readonly DiagnosticKind UnknownName = new("SYNTH0709", Severity.Error, "A template uses a name that nothing declares");
    public static readonly DiagnosticKind UnknownField = new("SYNTH0710", Severity.Error, "A template uses a field that nothing declares");
    public static readonly DiagnosticKind NotText = new("SYNTH0711", Severity.Error, "A template prints a list or an object");
    public static readonly DiagnosticKind Assigned = new("SYNTH0712", Severity.Error, "A template assigns a name that is taken");
    public static readonly DiagnosticKind RoleMisspelt = new("SYNTH0714", Severity.Warning, "A line looks like a misspelt role");
    public static readonly DiagnosticKind Failed = new("SYNTH0713", Severity.Error, "A template cannot be rendered for a row");
}
