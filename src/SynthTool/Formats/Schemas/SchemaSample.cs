using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>
/// Makes values up that fit a schema: the answers of a rehearsal. NJsonSchema proposes (its samples know defaults and
/// examples), and what does not fit is made to.
/// </summary>
internal static class SchemaSample
{
    /// <summary>Alternatives, conditions and <c>not</c> are met by trying: so often.</summary>
    private const int MostTries = 24;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ConditionalWeakTable<JsonSchema, Proposal> Proposals = [];

    /// <summary>A sample as JSON text; the same schema and variation give the same text. It fits ordinary schemas; a schema that little fits may get one that does not.</summary>
    public static string For(JsonSchema schema, int variation)
    {
        var proposal = Proposals.GetValue(schema, static s => new Proposal(Propose(s)));
        var first = "";
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var text = new SampleMaker(variation, attempt).Make(schema.Root, proposal.Value)?.ToJsonString(Readable) ?? "null";
            using var made = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
            if (schema.IsValid(made.RootElement))
            {
                return text;
            }

            first = attempt == 0 ? text : first;
        }

        return first;
    }

    private static JsonElement? Propose(JsonSchema schema)
    {
        try
        {
            var sample = NJsonSchema.JsonSchema.FromJsonAsync(schema.Document.GetRawText()).GetAwaiter().GetResult().ToSampleJson();
            return JsonDocument.Parse(sample.ToString(Newtonsoft.Json.Formatting.None)).RootElement;
        }
#pragma warning disable CA1031 // it throws whatever comes for schemas that it does not know; a sample without a proposal is as valid
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private sealed record Proposal(JsonElement? Value);
}
