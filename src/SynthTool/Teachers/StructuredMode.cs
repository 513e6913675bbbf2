using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthTool.Prompts;

namespace SynthTool.Teachers;

/// <summary>
/// How a server is asked for structured output: the strictest way first, and the next one when it refuses. A property
/// of the server and not of the request, so it is in no key.
/// </summary>
internal enum StructuredMode
{
    /// <summary><c>response_format: json_schema</c>.</summary>
    JsonSchema,

    /// <summary><c>response_format: json_object</c>, with the schema in words.</summary>
    JsonObject,

    /// <summary>Only words.</summary>
    Text,
}

/// <summary>What a mode changes in a call.</summary>
internal static class StructuredModes
{
    /// <summary>The line before the schema, where it is told in words.</summary>
    public const string SchemaLine = "Answer with one JSON value and nothing else. It must satisfy this JSON Schema:";

    private const string SchemaName = "response"; // the servers want a name and make nothing of it

    /// <summary>The mode for one schema: JSON mode knows objects only.</summary>
    public static StructuredMode For(StructuredMode of, ResponseSchema form) =>
        of is StructuredMode.JsonObject && !IsObject(form.Document) ? StructuredMode.Text : of;

    public static ChatResponseFormat? Format(StructuredMode mode, ResponseSchema form) => mode switch
    {
        StructuredMode.JsonSchema => ChatResponseFormat.ForJsonSchema(form.Document, SchemaName),
        StructuredMode.JsonObject => ChatResponseFormat.Json,
        _ => null,
    };

    /// <summary>The messages with the schema told in the last one, where the mode does not send it.</summary>
    public static ImmutableArray<PromptMessage> Messages(StructuredMode mode, ResponseSchema form, ImmutableArray<PromptMessage> messages) =>
        mode is StructuredMode.JsonSchema
            ? messages
            : messages.SetItem(messages.Length - 1, messages[^1] with { Text = $"{messages[^1].Text}\n\n{SchemaLine}\n{form.Text}" });

    private static bool IsObject(JsonElement schema) =>
        schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("object"u8);
}
