using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

internal static class RecordsDiagnostics
{
    public static readonly DiagnosticKind UnknownFormat = new("SYNTH0240", Severity.Error, "A file's format is not known");
    public static readonly DiagnosticKind InvalidJson = new("SYNTH0242", Severity.Error, "A record is not valid JSON");
    public static readonly DiagnosticKind NotAnObject = new("SYNTH0243", Severity.Error, "A record is not an object");
    public static readonly DiagnosticKind TooLarge = new("SYNTH0244", Severity.Error, "A record is too large");
    public static readonly DiagnosticKind InvalidUtf8 = new("SYNTH0245", Severity.Error, "A record is not UTF-8");
    public static readonly DiagnosticKind NulByte = new("SYNTH0246", Severity.Error, "A record has a NUL byte");
    public static readonly DiagnosticKind TooDeep = new("SYNTH0247", Severity.Error, "A record is nested too deep");
    public static readonly DiagnosticKind DuplicateMember = new("SYNTH0248", Severity.Error, "A record has a member twice");
    public static readonly DiagnosticKind LoneSurrogate = new("SYNTH0249", Severity.Error, "A text holds half a character");
    public static readonly DiagnosticKind TrailingText = new("SYNTH0250", Severity.Error, "Something follows where a record should end");
    public static readonly DiagnosticKind HeaderUnusable = new("SYNTH0251", Severity.Error, "A CSV header cannot be used");
    public static readonly DiagnosticKind MalformedCsv = new("SYNTH0252", Severity.Error, "A CSV record is malformed");
    public static readonly DiagnosticKind CellType = new("SYNTH0253", Severity.Error, "A CSV cell does not have its type");
    public static readonly DiagnosticKind TooManyBroken = new("SYNTH0254", Severity.Error, "Too many records of a file are broken");
    public static readonly DiagnosticKind NotUnpacked = new("SYNTH0255", Severity.Error, "A file cannot be unpacked");
    public static readonly DiagnosticKind UnpacksToTooMuch = new("SYNTH0256", Severity.Error, "A file unpacks to too much");
}
