using SynthTool.Diagnostics;

namespace SynthTool.Formats.Schemas;

/// <summary>What can be wrong with a schema file.</summary>
internal static class SchemaDiagnostics
{
    public static readonly DiagnosticKind NotJson = new("SYNTH0201", Severity.Error, "A schema file is not usable JSON");
    public static readonly DiagnosticKind BadValue = new("SYNTH0202", Severity.Error, "A schema keyword has a value that it cannot have");
    public static readonly DiagnosticKind NotSupported = new("SYNTH0203", Severity.Error, "A schema uses a keyword that is not supported");
    public static readonly DiagnosticKind DanglingRef = new("SYNTH0204", Severity.Error, "A schema's $ref points to nothing");
    public static readonly DiagnosticKind EndlessRef = new("SYNTH0205", Severity.Error, "A schema refers to itself for the same value");
    public static readonly DiagnosticKind BadPattern = new("SYNTH0206", Severity.Error, "A schema's regular expression cannot be used");
    public static readonly DiagnosticKind FitsNothing = new("SYNTH0208", Severity.Warning, "A schema that nothing fits");
    public static readonly DiagnosticKind NoEffect = new("SYNTH0207", Severity.Warning, "A schema keyword has no effect");
}
