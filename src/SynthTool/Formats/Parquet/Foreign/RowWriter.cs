using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using SynthTool.Formats.Records;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Puts a row together from the entries of its leaves, as one object of JSON.</summary>
/// <param name="columns">The columns that are read.</param>
/// <param name="leaves">By the index of the leaf; null for those that are not read.</param>
internal sealed class RowWriter(ImmutableArray<ForeignPart> columns, LeafReader?[] leaves)
{
    private readonly byte[] room = new byte[ValueText.MaxLength];

    /// <exception cref="ParquetFailure">The file is damaged, or a value has no form in JSON.</exception>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Key);
            Write(column, json);
        }

        json.WriteEndObject();

        // Every list must have ended with the row.
        foreach (var leaf in leaves)
        {
            if (leaf is { Repetition: not 0 })
            {
                throw Apart();
            }
        }
    }

    private static ParquetFailure Apart() => ParquetFailure.Unreadable("its columns do not fit together");

    private void Write(ForeignPart part, Utf8JsonWriter json)
    {
        var first = leaves[part.FirstLeaf]!;
        if (first.Definition < part.Definition)
        {
            Pass(part, first.Definition);
            json.WriteNullValue();
            return;
        }

        switch (part.Kind)
        {
            case PartKind.Leaf:
                WriteValue(first, json);
                first.Advance();
                break;
            case PartKind.Struct:
                WriteStruct(part, json);
                break;
            case PartKind.List:
                WriteList(part, json);
                break;
            default:
                WriteMap(part, json);
                break;
        }

        CheckSize(json);
    }

    private void WriteStruct(ForeignPart part, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var field in part.Parts)
        {
            json.WritePropertyName(field.Key);
            Write(field, json);
        }

        json.WriteEndObject();
    }

    private void WriteList(ForeignPart part, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        for (var isMore = HasFirst(part); isMore; isMore = HasNext(part))
        {
            Write(part.Parts[0], json);
        }

        json.WriteEndArray();
    }

    private void WriteMap(ForeignPart part, Utf8JsonWriter json)
    {
        var key = part.Parts[0];
        if (key.Kind is not PartKind.Leaf)
        {
            json.WriteStartArray();
            for (var isMore = HasFirst(part); isMore; isMore = HasNext(part))
            {
                WriteStruct(part, json);
                CheckSize(json);
            }

            json.WriteEndArray();
            return;
        }

        json.WriteStartObject();
        for (var isMore = HasFirst(part); isMore; isMore = HasNext(part))
        {
            WriteMember(part, key, json);
            CheckSize(json);
        }

        json.WriteEndObject();
    }

    private bool HasFirst(ForeignPart list)
    {
        if (leaves[list.FirstLeaf]!.Definition > list.Definition)
        {
            return true;
        }

        Pass(list, list.Definition);
        return false;
    }

    private bool HasNext(ForeignPart list) => leaves[list.FirstLeaf]!.Repetition == list.Repetition;

    private void WriteMember(ForeignPart map, ForeignPart key, Utf8JsonWriter json)
    {
        var leaf = leaves[key.FirstLeaf]!;
        if (leaf.Definition < leaf.Leaf.Definition)
        {
            throw ParquetFailure.Unreadable("a map of it has a null as key");
        }

        var name = TextOf(leaf, out _);
        json.WritePropertyName(name);
        leaf.Advance();
        if (map.Parts.Length > 1)
        {
            Write(map.Parts[1], json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private void WriteValue(LeafReader leaf, Utf8JsonWriter json)
    {
        var text = TextOf(leaf, out var isQuoted);
        if (isQuoted)
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteRawValue(text, skipInputValidation: true);
        }
    }

    private ReadOnlySpan<byte> TextOf(LeafReader leaf, out bool isQuoted)
    {
        var value = leaf.Value();
        var meaning = leaf.Leaf.Meaning;
        isQuoted = meaning is Meaning.Text || ValueText.IsQuoted(meaning);
        if (meaning is not Meaning.Text)
        {
            return room.AsSpan(0, ValueText.Write(leaf.Leaf, value, room));
        }

        if (value.Length > RecordLimits.MaxBytes)
        {
            throw TooLarge();
        }

        return Utf8.IsValid(value) ? value : throw new ParquetFailure(ParquetDiagnostics.ValueRefused, $"the column {Files.Quoted.Text(leaf.Leaf.Path)} holds a text that is not UTF-8");
    }

    // What is absent is absent in every leaf alike.
    private void Pass(ForeignPart part, int level)
    {
        for (var i = part.FirstLeaf; i < part.FirstLeaf + part.Leaves; i++)
        {
            if (leaves[i]!.Definition != level)
            {
                throw Apart();
            }

            leaves[i]!.Advance();
        }
    }

    private static void CheckSize(Utf8JsonWriter json)
    {
        if (json.BytesCommitted + json.BytesPending > RecordLimits.MaxBytes)
        {
            throw TooLarge();
        }
    }

    private static ParquetFailure TooLarge() => new(RecordsDiagnostics.TooLarge, "the record is larger than 16 MiB");
}
