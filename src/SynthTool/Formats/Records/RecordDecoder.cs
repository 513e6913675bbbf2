using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>Turns a record's bytes into an object. For one thread; its buffers are used again.</summary>
/// <param name="shapeOf">The shape of a CSV column by its name, where something declares it.</param>
internal sealed class RecordDecoder(Func<string, Shape?> shapeOf)
{
    // The text is parsed at once and written canonically later: escaping more than JSON demands would only cost.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> json = new();
    private readonly CsvDecoder csv = new(shapeOf);
    private byte[] room = [];

    /// <summary>The record, or null with the reason why not. The document is only good until the next call and while the batch is not filled anew.</summary>
    public JsonDocument? Decode(RecordBatch batch, in RawRecord record, out Diagnostic? problem)
    {
        var bytes = batch.BytesOf(record);
        var place = new SourcePlace(batch.File.RepoPath, (int)Math.Min(record.Line, int.MaxValue));
        problem = record.Problem ?? (batch.IsPlain ? null : RecordText.ProblemOf(bytes.Span, place));
        if (problem is not null)
        {
            return null;
        }

        return batch.File.Format switch
        {
            RecordFormat.Csv or RecordFormat.Tsv => DecodeCsv(batch.File, bytes.Span, place, out problem),
            RecordFormat.Markdown or RecordFormat.PlainText => DecodeDocument(batch.File, bytes.Span),
            RecordFormat.Chunks or RecordFormat.Taxonomy => DecodeWithPath(batch.File, bytes.Span, place, out problem),
            _ => JsonRecord.Parse(bytes, place, out problem),
        };
    }

    private JsonDocument? DecodeCsv(RecordFile file, ReadOnlySpan<byte> record, SourcePlace place, out Diagnostic? problem)
    {
        json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            problem = csv.Write(file.Header, file.Format.Separator(), record, place, Room(record.Length), writer);
        }

        return problem is null ? JsonRecord.Parse(json.WrittenMemory, place, out problem) : null;
    }

    private JsonDocument DecodeDocument(RecordFile file, ReadOnlySpan<byte> text)
    {
        json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("text"u8, RecordText.Unify(text, Room(text.Length)));
            writer.WriteString("path"u8, file.RepoPath);
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(json.WrittenMemory);
    }

    private JsonDocument? DecodeWithPath(RecordFile file, ReadOnlySpan<byte> record, SourcePlace place, out Diagnostic? problem)
    {
        json.ResetWrittenCount();
        json.Write(record[..^1]);
        json.Write(",\"path\":"u8);
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            writer.WriteStringValue(file.PathInRecords);
        }

        json.Write("}"u8);
        return JsonRecord.Parse(json.WrittenMemory, place, out problem);
    }

    private Span<byte> Room(int length)
    {
        room = room.Length < length ? new byte[length] : room;
        return room;
    }
}
