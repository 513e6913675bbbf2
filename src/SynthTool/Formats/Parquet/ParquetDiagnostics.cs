using SynthTool.Diagnostics;

namespace SynthTool.Formats.Parquet;

internal static class ParquetDiagnostics
{
    public static readonly DiagnosticKind ValueMisfit = new("SYNTH0280", Severity.Error, "A value does not fit its column");
    public static readonly DiagnosticKind NumberOutOfRange = new("SYNTH0281", Severity.Error, "A number is too large for its column");
    public static readonly DiagnosticKind TextInvalid = new("SYNTH0282", Severity.Error, "A text is not valid Unicode");
    public static readonly DiagnosticKind RowTooLarge = new("SYNTH0283", Severity.Error, "A row is too large for a Parquet file");
    public static readonly DiagnosticKind FileUnreadable = new("SYNTH0284", Severity.Error, "A Parquet file cannot be read");
    public static readonly DiagnosticKind ColumnRefused = new("SYNTH0285", Severity.Error, "A column of a Parquet file has no form in JSON");
    public static readonly DiagnosticKind ValueRefused = new("SYNTH0286", Severity.Error, "A value of a Parquet file has no form in JSON");
    public static readonly DiagnosticKind TooMuch = new("SYNTH0287", Severity.Error, "A Parquet file holds too much");
}
