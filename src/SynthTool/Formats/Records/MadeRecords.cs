using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SynthTool.Formats.Records;

/// <summary>Collects the records that are made of a file, as lines of JSON.</summary>
internal sealed class MadeRecords
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly List<long> starts = [];
    private readonly List<long> lines = [];

    /// <summary>Adds a record.</summary>
    /// <param name="line">The line of the file where it begins, from 1.</param>
    /// <param name="write">Writes its one value.</param>
    public void Add(long line, Action<Utf8JsonWriter> write)
    {
        starts.Add(bytes.WrittenCount);
        lines.Add(line);
        using (var writer = new Utf8JsonWriter(bytes, Plain))
        {
            write(writer);
        }

        bytes.Write("\n"u8);
    }

    public MadeBytes ToBytes() => new(bytes.WrittenSpan.ToArray(), starts, lines);
}
