using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Seeds;

/// <summary>Gives a record's fields the names that the definition wants. For one thread.</summary>
internal sealed class RecordRename(ImmutableSortedDictionary<string, string> names)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> json = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The renamed record, good until the next call; null when nothing is to be renamed, or with a problem.</summary>
    public JsonDocument? Apply(JsonElement record, SourcePlace place, out Diagnostic? problem)
    {
        problem = null;
        if (names.IsEmpty)
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
