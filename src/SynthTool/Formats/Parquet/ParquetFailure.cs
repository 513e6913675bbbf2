using SynthTool.Diagnostics;

namespace SynthTool.Formats.Parquet;

/// <summary>A value that cannot be written, or a file that cannot be read. Callers turn it into a diagnostic that names the row or the file.</summary>
internal sealed class ParquetFailure(DiagnosticKind kind, string message) : Exception(message)
{
    public DiagnosticKind Kind { get; } = kind;

    public static ParquetFailure Unreadable(string why) => new(ParquetDiagnostics.FileUnreadable, why);
}
