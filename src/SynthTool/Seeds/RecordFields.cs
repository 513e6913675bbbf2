using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Seeds;

/// <summary>Leaves a record the fields that the definition wants, under the names that it wants. For one thread.</summary>
/// <param name="columns">The fields that are kept, as the record names them; empty: all.</param>
/// <param name="names">The fields that are renamed.</param>
internal sealed class RecordFields(IEnumerable<string> columns, ImmutableSortedDictionary<string, string> names)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly HashSet<string> kept = new(columns, StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> json = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The record with those fields, good until the next call; null when it is to be left as it is, or with a problem.</summary>
    public JsonDocument? Apply(JsonElement record, SourcePlace place, out Diagnostic? problem)
    {
        problem = null;
        if (names.IsEmpty && kept.Count == 0)
        {
            return null;
        }

        json.ResetWrittenCount();
        seen.Clear();
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            writer.WriteStartObject();
            foreach (var member in record.EnumerateObject())
            {
                if (kept.Count > 0 && !kept.Contains(member.Name))
                {
                    continue;
                }

                var name = names.GetValueOrDefault(member.Name, member.Name);
                if (!seen.Add(name))
                {
                    problem = new(SeedsDiagnostics.RenameCollides, place, $"The record has two fields named {Quoted.Text(name)} after renaming", "rename the other one too");
                    return null;
                }

                writer.WritePropertyName(name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(json.WrittenMemory);
    }
}
