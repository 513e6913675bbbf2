using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>Writes CSV records as objects. A cell takes the type that something declares for its column, and is text where nothing does; empty, it is null unless it is text.</summary>
internal sealed class CsvDecoder(Func<string, Shape?> shapeOf)
{
    private readonly List<CsvCell> cells = [];
    private CsvHeader? header;
    private ImmutableArray<ShapeKind> kinds = [];

    /// <summary>Writes one object, or returns why that cannot be done.</summary>
    /// <param name="of">The file's header; null when it vanished meanwhile.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <param name="record">Known to be UTF-8.</param>
    /// <param name="place">Its file and first line.</param>
    /// <param name="room">As long as the record at least.</param>
    /// <param name="writer">Takes the object.</param>
    public Diagnostic? Write(CsvHeader? of, byte separator, ReadOnlySpan<byte> record, SourcePlace place, Span<byte> room, Utf8JsonWriter writer)
    {
        if (of is null)
        {
            return new(RecordsDiagnostics.HeaderUnusable, place, "The header cannot be read any more", "run the command again");
        }

        if (!ReferenceEquals(of, header))
        {
            header = of;
            kinds = [.. of.Names.Select(n => shapeOf(n)?.Kind ?? ShapeKind.String)];
        }

        if (CsvCell.Split(record, separator, cells) is { } problem)
        {
            return new(RecordsDiagnostics.MalformedCsv, place, $"The record is malformed: {problem}");
        }

        return cells.Count == kinds.Length
            ? WriteCells(record, place, room, writer)
            : new(RecordsDiagnostics.MalformedCsv, place, FormattableString.Invariant($"The record has {(cells.Count == 1 ? "1 cell" : FormattableString.Invariant($"{cells.Count} cells"))}, and the header has {kinds.Length}"), separator == ',' ? "a cell with a comma in it is put in quotes" : "a cell with a tab in it is put in quotes");
    }

    private Diagnostic? WriteCells(ReadOnlySpan<byte> record, SourcePlace place, Span<byte> room, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var i = 0; i < kinds.Length; i++)
        {
            writer.WritePropertyName(header!.Names[i]);
            var text = cells[i].Text(record, room);
            if (!TryWrite(kinds[i], text, writer))
            {
                var shown = Quoted.Text(Encoding.UTF8.GetString(text[..Math.Min(text.Length, Quoted.MaxLength * 4)]));
                return new(RecordsDiagnostics.CellType, place, $"The cell of column {Quoted.Text(header.Names[i])} is no {NameOf(kinds[i])}: {shown}");
            }
        }

        writer.WriteEndObject();
        return null;
    }

    private static bool TryWrite(ShapeKind kind, ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        if (kind is not (ShapeKind.Boolean or ShapeKind.Integer or ShapeKind.Number or ShapeKind.Array or ShapeKind.Object or ShapeKind.Null))
        {
            writer.WriteStringValue(text);
            return true;
        }

        text = text.Trim(" \t"u8);
        if (text.IsEmpty)
        {
            writer.WriteNullValue();
            return true;
        }

        return kind switch
        {
            ShapeKind.Boolean => TryWriteBoolean(text, writer),
            ShapeKind.Null => false,
            _ => TryWriteJson(kind, text, writer),
        };
    }

    private static bool TryWriteBoolean(ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        var isTrue = Ascii.EqualsIgnoreCase(text, "true"u8);
        if (!isTrue && !Ascii.EqualsIgnoreCase(text, "false"u8))
        {
            return false;
        }

        writer.WriteBooleanValue(isTrue);
        return true;
    }

    // Whether 1.0 is an integer is the schema's question.
    private static bool TryWriteJson(ShapeKind kind, ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        var wanted = kind switch { ShapeKind.Array => JsonTokenType.StartArray, ShapeKind.Object => JsonTokenType.StartObject, _ => JsonTokenType.Number };
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = RecordLimits.MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != wanted || !reader.TrySkip() || reader.Read())
            {
                return false;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        writer.WriteRawValue(text, skipInputValidation: true);
        return true;
    }

    private static string NameOf(ShapeKind kind) => kind switch
    {
        ShapeKind.Boolean => "true or false",
        ShapeKind.Array => "JSON array",
        ShapeKind.Object => "JSON object",
        ShapeKind.Null => "empty cell",
        _ => "number",
    };
}
