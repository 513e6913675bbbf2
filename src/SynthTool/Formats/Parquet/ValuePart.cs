using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>A part of a column's type while rows are put together from leaves: the reverse of <see cref="Stripe"/>.</summary>
/// <param name="Type">The part's type.</param>
/// <param name="FirstLeaf">The index of its first leaf.</param>
/// <param name="Leaves">How many leaves it has.</param>
/// <param name="Definition">The definition level of a null here.</param>
/// <param name="Repetition">How many lists lie above.</param>
/// <param name="Parts">A struct's fields, or a list's item.</param>
internal sealed record ValuePart(ParquetType Type, int FirstLeaf, int Leaves, int Definition, int Repetition, ImmutableArray<ValuePart> Parts)
{
    /// <summary>The parts of all columns; <paramref name="leaves"/> receives their leaves.</summary>
    public static ImmutableArray<ValuePart> Of(ImmutableArray<ParquetField> columns, List<LeafInfo> leaves) =>
        [.. columns.Select(c => Of(c.Type, 0, 0, leaves))];

    /// <summary>Writes the value that the leaves' current entries are the beginning of, and moves behind its entries.</summary>
    public void Write(LeafCursor[] cursors, Utf8JsonWriter json)
    {
        var first = cursors[FirstLeaf];
        if (first.Definition <= Definition)
        {
            Pass(cursors, first.Definition);
            json.WriteNullValue();
            return;
        }

        switch (Type.Kind)
        {
            case ParquetKind.List:
                WriteList(cursors, json);
                break;
            case ParquetKind.Struct:
                WriteStruct(cursors, json);
                break;
            default:
                first.WriteValue(json);
                break;
        }
    }

    private static ValuePart Of(ParquetType type, int definition, int repetition, List<LeafInfo> leaves)
    {
        var first = leaves.Count;
        ImmutableArray<ValuePart> parts = type.Kind switch
        {
            ParquetKind.List => [Of(type.Item!, definition + ListStripe.Levels, repetition + 1, leaves)],
            ParquetKind.Struct => [.. type.Fields.Select(f => Of(f.Type, definition + 1, repetition, leaves))],
            _ => [],
        };
        if (parts.IsEmpty)
        {
            leaves.Add(new LeafInfo(type.Kind, definition + 1, repetition));
        }

        return new ValuePart(type, first, leaves.Count - first, definition, repetition, parts);
    }

    private void WriteList(LeafCursor[] cursors, Utf8JsonWriter json)
    {
        var first = cursors[FirstLeaf];
        json.WriteStartArray();
        if (first.Definition == Definition + 1)
        {
            Pass(cursors, first.Definition);
        }
        else
        {
            do
            {
                Parts[0].Write(cursors, json);
            }
            while (!first.IsAtEnd && first.Repetition == Repetition + 1);
        }

        json.WriteEndArray();
    }

    private void WriteStruct(LeafCursor[] cursors, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var i = 0; i < Parts.Length; i++)
        {
            json.WritePropertyName(Type.Fields[i].Name);
            Parts[i].Write(cursors, json);
        }

        json.WriteEndObject();
    }

    // What is absent is absent in every leaf alike.
    private void Pass(LeafCursor[] cursors, int level)
    {
        for (var i = FirstLeaf; i < FirstLeaf + Leaves; i++)
        {
            if (cursors[i].Definition != level)
            {
                throw ParquetFailure.Unreadable("its columns do not fit together");
            }

            cursors[i].Next();
        }
    }
}
