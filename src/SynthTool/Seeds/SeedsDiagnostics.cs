using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

internal static class SeedsDiagnostics
{
    public static readonly DiagnosticKind NoFile = new("SYNTH0601", Severity.Error, "A source names no file");
    public static readonly DiagnosticKind SchemaViolated = new("SYNTH0602", Severity.Error, "A record does not fit its schema");
    public static readonly DiagnosticKind ConditionFailed = new("SYNTH0603", Severity.Error, "A source's condition cannot be decided");
    public static readonly DiagnosticKind KeyUnusable = new("SYNTH0604", Severity.Error, "A record has no usable key");
    public static readonly DiagnosticKind KeyTooLong = new("SYNTH0605", Severity.Error, "A key is too long");
    public static readonly DiagnosticKind DuplicateKey = new("SYNTH0606", Severity.Error, "Two records have one key");
    public static readonly DiagnosticKind EqualRecords = new("SYNTH0607", Severity.Warning, "Records are equal to earlier ones");
    public static readonly DiagnosticKind GroupUnusable = new("SYNTH0608", Severity.Error, "A record has no usable group");
    public static readonly DiagnosticKind RenameCollides = new("SYNTH0609", Severity.Error, "A renamed field meets another one");
    public static readonly DiagnosticKind FileChanged = new("SYNTH0610", Severity.Error, "A file of seeds changed while it was in use");
    public static readonly DiagnosticKind NotChunked = new("SYNTH0612", Severity.Error, "A file cannot be cut into chunks");
    public static readonly DiagnosticKind ColumnMissing = new("SYNTH0613", Severity.Error, "A column is missing");
    public static readonly DiagnosticKind CrossTooLarge = new("SYNTH0614", Severity.Error, "A cross of sources is too large");
    public static readonly DiagnosticKind FieldUnknown = new("SYNTH0619", Severity.Error, "An output has no such column");
    public static readonly DiagnosticKind RowsUnreadable = new("SYNTH0620", Severity.Error, "Another dataset's rows cannot be read");
    public static readonly DiagnosticKind TooManySeeds = new("SYNTH0611", Severity.Error, "There are too many seeds");
}
