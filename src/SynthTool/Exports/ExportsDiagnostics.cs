using SynthTool.Diagnostics;

namespace SynthTool.Exports;

internal static class ExportsDiagnostics
{
    public static readonly DiagnosticKind NoSuchPart = new("SYNTH1501", Severity.Error, "The dataset has no such output or split");
    public static readonly DiagnosticKind NoMessages = new("SYNTH1502", Severity.Error, "An output holds no conversations");
    public static readonly DiagnosticKind NotOneFile = new("SYNTH1503", Severity.Error, "Several files do not fit one stream");
}
