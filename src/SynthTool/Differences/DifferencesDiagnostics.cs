using SynthTool.Diagnostics;

namespace SynthTool.Differences;

internal static class DifferencesDiagnostics
{
    public static readonly DiagnosticKind UnknownRevision = new("SYNTH1701", Severity.Error, "A revision cannot be found");
    public static readonly DiagnosticKind NoRevisions = new("SYNTH1702", Severity.Error, "The versions of this folder cannot be read");
    public static readonly DiagnosticKind CannotRebuild = new("SYNTH1703", Severity.Warning, "The rows of a side cannot be made again");
    public static readonly DiagnosticKind LockIsStale = new("SYNTH1704", Severity.Warning, "The lock of a side is not that of its files");
    public static readonly DiagnosticKind AnswersMissing = new("SYNTH1705", Severity.Warning, "Answers of a side are missing");
}
