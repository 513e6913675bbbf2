using SynthTool.Diagnostics;

namespace SynthTool.Formats.Taxonomy;

internal static class TaxonomyDiagnostics
{
    public static readonly DiagnosticKind VersionRefused = new("SYNTH0270", Severity.Error, "A leaf of a taxonomy has a version that is not read");
    public static readonly DiagnosticKind KeyMissing = new("SYNTH0271", Severity.Error, "A leaf of a taxonomy lacks a key");
    public static readonly DiagnosticKind KeyUnknown = new("SYNTH0272", Severity.Error, "A leaf of a taxonomy has a key that its version does not know");
    public static readonly DiagnosticKind WrongForm = new("SYNTH0273", Severity.Error, "A value of a taxonomy's leaf has another form than its version wants");
    public static readonly DiagnosticKind TooFew = new("SYNTH0274", Severity.Error, "A leaf of a taxonomy has too few examples");
    public static readonly DiagnosticKind Repeated = new("SYNTH0275", Severity.Error, "A leaf of a taxonomy says something twice");
    public static readonly DiagnosticKind DocumentUnusable = new("SYNTH0276", Severity.Error, "A document of a taxonomy cannot be used");
}
