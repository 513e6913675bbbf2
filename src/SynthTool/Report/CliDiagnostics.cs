using SynthTool.Diagnostics;

namespace SynthTool.Report;

internal static class CliDiagnostics
{
    public static readonly DiagnosticKind NotUnderstood = new("SYNTH1401", Severity.Error, "The command line cannot be understood");
    public static readonly DiagnosticKind NoDataset = new("SYNTH1402", Severity.Error, "There is no dataset here");
    public static readonly DiagnosticKind UnknownDataset = new("SYNTH1403", Severity.Error, "A dataset cannot be found");
    public static readonly DiagnosticKind SeveralDatasets = new("SYNTH1404", Severity.Error, "A name or a command means one dataset, and there are several");
    public static readonly DiagnosticKind InTheWay = new("SYNTH1405", Severity.Error, "Files are in the way of a new dataset");
    public static readonly DiagnosticKind OutputFailed = new("SYNTH1406", Severity.Error, "The output could not be written");
    public static readonly DiagnosticKind Internal = new("SYNTH1407", Severity.Error, "The tool made a mistake of its own");
}
