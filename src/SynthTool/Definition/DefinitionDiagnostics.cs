using SynthTool.Diagnostics;

namespace SynthTool.Definition;

internal static class DefinitionDiagnostics
{
    public static readonly DiagnosticKind UnknownKey = new("SYNTH0501", Severity.Error, "A key is not known");
    public static readonly DiagnosticKind NotBuiltYet = new("SYNTH0502", Severity.Error, "A feature is not built yet");
    public static readonly DiagnosticKind KeyMissing = new("SYNTH0503", Severity.Error, "A key is missing");
    public static readonly DiagnosticKind WrongForm = new("SYNTH0504", Severity.Error, "A value has the wrong form");
    public static readonly DiagnosticKind ValueRefused = new("SYNTH0505", Severity.Error, "A value cannot be used");
    public static readonly DiagnosticKind NameRefused = new("SYNTH0506", Severity.Error, "A name cannot be used");
    public static readonly DiagnosticKind UnknownName = new("SYNTH0507", Severity.Error, "A name that nothing declares");
    public static readonly DiagnosticKind SecretWritten = new("SYNTH0508", Severity.Error, "A secret is written into a definition");
    public static readonly DiagnosticKind ReferenceRefused = new("SYNTH0509", Severity.Error, "A reference to the environment cannot be used");
    public static readonly DiagnosticKind GateMalformed = new("SYNTH0510", Severity.Error, "A gate cannot be read");
    public static readonly DiagnosticKind ChatMalformed = new("SYNTH0511", Severity.Error, "A chat has the wrong shape");
    public static readonly DiagnosticKind SchemaMalformed = new("SYNTH0520", Severity.Error, "A short schema cannot be read");
}
