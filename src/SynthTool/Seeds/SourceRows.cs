using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>The rows of another dataset's output, as a source reads them.</summary>
/// <param name="Name">The definition, output and split, for people: <c>data/qa.synth.yaml#sft/train</c>.</param>
/// <param name="Fields">The output's columns, and what is known of their values.</param>
/// <param name="Files">A file of <see cref="WriteTo"/> for each split; none while the rows are not known.</param>
internal sealed record SourceRows(string Name, ImmutableArray<KeyValuePair<string, Shape>> Fields, ImmutableArray<RecordFile> Files)
{
    private const string Id = "id";
    private const string Group = "group";
    private const string Row = "row";

    /// <summary>Writes a row as one line.</summary>
    /// <param name="values">Of the columns, in their order.</param>
    public static void WriteTo(Utf8JsonWriter json, string id, string group, ImmutableArray<KeyValuePair<string, Shape>> columns, ReadOnlySpan<JsonElement> values)
    {
        json.WriteStartObject();
        json.WriteString(Id, id);
        json.WriteString(Group, group);
        json.WriteStartObject(Row);
        for (var i = 0; i < values.Length; i++)
        {
            json.WritePropertyName(columns[i].Key);
            values[i].WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Takes the row out of a line that <see cref="WriteTo"/> wrote; false with a problem when somebody edited the file.</summary>
    public static bool TryUnwrap(ref JsonElement record, ref ScanItem item, SourcePlace place, out Diagnostic? problem)
    {
        var isWhole = record.TryGetProperty(Id, out var id) & record.TryGetProperty(Group, out var group) & record.TryGetProperty(Row, out var row)
            && id.ValueKind is JsonValueKind.String && group.ValueKind is JsonValueKind.String && row.ValueKind is JsonValueKind.Object;
        if (isWhole)
        {
            (record, item) = (row, item with { Origin = id.GetString(), Group = group.GetString()! });
        }

        problem = isWhole ? null : new(SeedsDiagnostics.RowsUnreadable, place, "The line is no row of a dataset: its file below .synth/cache was changed", "delete .synth/cache; it costs no call");
        return isWhole;
    }

    /// <summary>Every field that the source names has to be a column: here that is known before a row is read.</summary>
    public void CheckFields(SourceDefinition source, Findings findings)
    {
        var columns = Fields.Select(f => f.Key).ToList();
        foreach (var column in source.Columns.Where(c => !columns.Contains(c.Value)))
        {
            Refuse(column, columns);
        }

        var written = source.Rename.Keys.Where(k => !columns.Contains(k)).Select(k => new Located<string>(k, source.Place));
        foreach (var renamed in written)
        {
            Refuse(renamed, columns);
        }

        var named = columns.Select(c => source.Rename.GetValueOrDefault(c, c)).ToList();
        foreach (var key in source.Key.Where(k => !named.Contains(k.Value)))
        {
            Refuse(key, named);
        }

        void Refuse(Located<string> field, List<string> known) => findings.Add(
            SeedsDiagnostics.FieldUnknown, field.Place, $"{Quoted.Text(field.Value)} is no column of {Quoted.Path(Name)}", Suggestion.Hint(field.Value, known));
    }
}
