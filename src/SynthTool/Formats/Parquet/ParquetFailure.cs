using SynthTool.Diagnostics;

namespace SynthTool.Formats.Parquet;

/// <summary>A value that cannot be written, or a file that cannot be read. Callers turn it into a diagnostic that names the row or the file.</summary>
internal sealed class ParquetFailure(DiagnosticKind kind, string message) : Exception(message)
{
    public DiagnosticKind Kind { get; } = kind;

    /// <summary>The name of the column that a value does not fit; null when no single column is to blame.</summary>
    public string? Column { get; set; }

    public static ParquetFailure Unreadable(string why) => new(ParquetDiagnostics.FileUnreadable, why);
}
