using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SynthTool.Teachers;

/// <summary>The body of a request: exactly what was set, under the names that OpenAI-compatible servers know.</summary>
internal static class OpenAiRequest
{
    /// <summary>Members that only the tool sets; <c>extra</c> may replace any other.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.Ordinal) { "messages", "model", "n", "response_format", "stream" };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="model">What the server calls the model.</param>
    /// <param name="messages">Their text parts.</param>
    /// <param name="options">What is set; additional properties that are JSON are sent as they stand.</param>
    /// <param name="body">Where to.</param>
    public static void Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, IBufferWriter<byte> body)
    {
        using var json = new Utf8JsonWriter(body, Compact);
        json.WriteStartObject();
        WriteText(json, "model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (var message in messages)
        {
            json.WriteStartObject();
            WriteText(json, "role"u8, message.Role.Value);
            WriteText(json, "content"u8, message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (options is not null)
        {
            WriteOptions(json, options);
        }

        json.WriteNumber("n"u8, 1);
        json.WriteBoolean("stream"u8, false);
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions options)
    {
        var extra = options.AdditionalProperties?.Where(p => p.Value is JsonElement && !Reserved.Contains(p.Key)).ToList() ?? [];
        bool IsOurs(string name) => extra.Count == 0 || !extra.Exists(e => e.Key == name);

        WriteNumber(json, "temperature", options.Temperature, IsOurs);
        WriteNumber(json, "top_p", options.TopP, IsOurs);
        WriteNumber(json, "max_tokens", options.MaxOutputTokens, IsOurs);
        WriteNumber(json, "frequency_penalty", options.FrequencyPenalty, IsOurs);
        WriteNumber(json, "presence_penalty", options.PresencePenalty, IsOurs);
        WriteNumber(json, "seed", options.Seed, IsOurs);
        if (options.StopSequences is { Count: > 0 } stops && IsOurs("stop"))
        {
            json.WriteStartArray("stop"u8);
            foreach (var stop in stops)
            {
                json.WriteStringValue(Encoding.UTF8.GetBytes(stop));
            }

            json.WriteEndArray();
        }

        WriteFormat(json, options.ResponseFormat);
        foreach (var (name, value) in extra)
        {
            json.WritePropertyName(name);
            ((JsonElement)value!).WriteTo(json);
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson structured)
        {
            return;
        }

        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, structured.Schema is null ? "json_object"u8 : "json_schema"u8);
        if (structured.Schema is { } schema)
        {
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, structured.SchemaName ?? "response");
            json.WritePropertyName("schema"u8);
            schema.WriteTo(json);
            json.WriteBoolean("strict"u8, false); // strict servers refuse most of JSON Schema
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, float? value, Func<string, bool> isOurs)
    {
        if (value is { } number && isOurs(name))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); // the shortest digits that give the number: 0.8, not 0.800000012
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value, Func<string, bool> isOurs)
    {
        if (value is { } number && isOurs(name))
        {
            json.WriteNumber(name, number);
        }
    }

    // The writer throws for a lone surrogate, which half an emoji in a prompt is; as UTF-8 it becomes U+FFFD.
    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            json.WriteString(name, Encoding.UTF8.GetBytes(text));
        }
        else
        {
            json.WriteString(name, text);
        }
    }
}
