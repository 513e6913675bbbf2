using SynthTool.Diagnostics;

namespace SynthTool.Files;

internal static class FilesDiagnostics
{
    public static readonly DiagnosticKind PathRefused = new("SYNTH0101", Severity.Error, "A path cannot be used");
    public static readonly DiagnosticKind Missing = new("SYNTH0102", Severity.Error, "A file is missing");
    public static readonly DiagnosticKind NotPermitted = new("SYNTH0103", Severity.Error, "A file or folder may not be read or written");
    public static readonly DiagnosticKind TooLarge = new("SYNTH0104", Severity.Error, "A file is too large");
    public static readonly DiagnosticKind IsFolder = new("SYNTH0105", Severity.Error, "A folder stands where a file is needed");
    public static readonly DiagnosticKind InvalidUtf8 = new("SYNTH0106", Severity.Error, "A text file is not UTF-8");
    public static readonly DiagnosticKind DiskFull = new("SYNTH0107", Severity.Error, "The disk is full");
    public static readonly DiagnosticKind ReadOnly = new("SYNTH0108", Severity.Error, "The file system is read-only");
    public static readonly DiagnosticKind Vanished = new("SYNTH0109", Severity.Error, "A file or folder vanished while it was in use");
    public static readonly DiagnosticKind DiskFailure = new("SYNTH0110", Severity.Error, "Reading or writing failed");
    public static readonly DiagnosticKind TooManyFiles = new("SYNTH0111", Severity.Error, "A pattern matches too much");
    public static readonly DiagnosticKind NameUnusable = new("SYNTH0112", Severity.Error, "A file's name cannot be used");
}
