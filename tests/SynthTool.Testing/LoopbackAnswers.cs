using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using SynthTool.Formats.Schemas;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Testing;

/// <summary>What a <see cref="LoopbackTeacher"/> answers when nothing is scripted: a pure function of the request.</summary>
internal sealed class LoopbackAnswers(LoopbackOptions options)
{
    private static readonly string[] Vocabulary =
    [
        "button", "manual", "window", "printer", "setting", "paper", "quiet", "green", "opens", "turns", "before", "after",
        "press", "hold", "slowly", "twice", "menu", "screen", "until", "stops", "keep", "clean", "water", "level",
        "always", "never", "small", "large", "cable", "power", "light", "blinks",
    ];

    private readonly ConcurrentDictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    public static byte[] Completion(LoopbackRequest request, string text, string finish = "stop") => Write(json =>
    {
        json.WriteString("content", text);
    }, finish, Tokens(request), Math.Max(1, text.Length / 4));

    public static byte[] Refused(LoopbackRequest request, string said) => Write(json =>
    {
        json.WriteNull("content");
        json.WriteString("refusal", said);
    }, "stop", Tokens(request), 5);

    public byte[] Of(LoopbackRequest request) => Completion(request, options.Answer?.Invoke(request) ?? Text(request));

    /// <summary>The kind of response format that this server does not take, when the request has it.</summary>
    public string? Refuses(LoopbackRequest request) => (Format(request), options.Mode) switch
    {
        ("json_schema", not StructuredMode.JsonSchema) => "json_schema",
        ("json_object", StructuredMode.Text) => "json_object",
        _ => null,
    };

    private static string? Format(LoopbackRequest request) =>
        request.Body.TryGetProperty("response_format", out var format) ? format.GetProperty("type").GetString() : null;

    private string Text(LoopbackRequest request)
    {
        if (SchemaOf(request) is not { } schema)
        {
            return Sentence(request.Hash, options.Words);
        }

        var compiled = schemas.GetOrAdd(schema, static text => JsonSchema.Parse(Encoding.UTF8.GetBytes(text), "schema.json").Value!);
        return SchemaSample.For(compiled, (int)(request.Hash.A & int.MaxValue));
    }

    private static string? SchemaOf(LoopbackRequest request)
    {
        if (Format(request) == "json_schema")
        {
            return request.Body.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetRawText();
        }

        var told = request.LastMessage.LastIndexOf(StructuredModes.SchemaLine, StringComparison.Ordinal);
        return told < 0 ? null : request.LastMessage[(told + StructuredModes.SchemaLine.Length)..];
    }

    private static string Sentence(ContentHash hash, int words)
    {
        var sentence = new StringBuilder();
        var state = hash.A;
        for (var i = 0; i < words; i++)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            _ = sentence.Append(i == 0 ? "" : " ").Append(Vocabulary[(int)(state >> 59)]);
        }

        return sentence.Append('.').ToString();
    }

    private static int Tokens(LoopbackRequest request) =>
        Math.Max(1, request.Body.GetProperty("messages").EnumerateArray().Sum(m => m.GetProperty("content").GetString()!.Length) / 4);

    private static byte[] Write(Action<Utf8JsonWriter> message, string finish, int input, int output)
    {
        using var bytes = new MemoryStream(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("object", "chat.completion");
            json.WriteString("model", "loopback-1");
            json.WriteStartArray("choices");
            json.WriteStartObject();
            json.WriteNumber("index", 0);
            json.WriteStartObject("message");
            json.WriteString("role", "assistant");
            message(json);
            json.WriteEndObject();
            json.WriteString("finish_reason", finish);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("usage");
            json.WriteNumber("prompt_tokens", input);
            json.WriteNumber("completion_tokens", output);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
