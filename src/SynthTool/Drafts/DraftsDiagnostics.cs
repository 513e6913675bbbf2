using SynthTool.Diagnostics;

namespace SynthTool.Drafts;

internal static class DraftsDiagnostics
{
    public static readonly DiagnosticKind NoSeeds = new("SYNTH1601", Severity.Error, "There are no seeds to begin with");
    public static readonly DiagnosticKind PathUnusable = new("SYNTH1602", Severity.Error, "A definition cannot name the seeds");
}
