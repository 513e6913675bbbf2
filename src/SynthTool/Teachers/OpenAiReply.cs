using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthTool.Files;
using SynthTool.Formats;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace SynthTool.Teachers;

/// <summary>Reads what an OpenAI-compatible server sends. Lenient where servers differ, because an answer that cannot be read is paid for nothing.</summary>
internal static class OpenAiReply
{
    /// <summary>The name of the additional property that holds the tool calls as raw JSON.</summary>
    public const string ToolCalls = "tool_calls";

    private const int MostSaid = 1000;

    /// <exception cref="TransportFault">This is no chat completion.</exception>
    public static ChatResponse Read(ReadOnlyMemory<byte> body, Secrets secrets)
    {
        using var json = Parse(body);
        var root = json.RootElement;
        if (Member(root, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String })
        {
            var (said, status) = Error(body, secrets);
            throw new TransportFault($"an error instead of an answer: {Quoted.Text(said)}") { Status = status, Said = said };
        }

        if (Member(root, "choices") is not { ValueKind: JsonValueKind.Array } choices
            || choices.GetArrayLength() == 0
            || Member(choices[0], "message") is not { ValueKind: JsonValueKind.Object } message)
        {
            throw new TransportFault("a reply without choices");
        }

        return new ChatResponse(Message(message))
        {
            FinishReason = Finish(Text(Member(choices[0], "finish_reason"))),
            ModelId = Text(Member(root, "model")),
            Usage = Usage(Member(root, "usage")),
        };
    }

    /// <summary>What an error body says, free of secrets and shortened, and the status that it names itself.</summary>
    public static (string Said, int? Status) Error(ReadOnlyMemory<byte> body, Secrets secrets)
    {
        var (said, status) = ErrorOf(body);
        said = secrets.Scrub(said); // the whole of it: half a secret would not be found
        return (said.Length > MostSaid ? said[..MostSaid] : said, status);
    }

    private static (string Said, int? Status) ErrorOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = Member(json.RootElement, "error") ?? json.RootElement;
            var said = Text(error) ?? Text(Member(error, "message")) ?? Text(Member(error, "detail")) ?? error.GetRawText();
            var code = Text(Member(error, "code")) ?? Text(Member(error, "type"));
            return (code is null || said.Contains(code, StringComparison.Ordinal) ? said : $"{said} ({code})", Status(Member(error, "code")));
        }
        catch (JsonException)
        {
            return (Encoding.UTF8.GetString(body.Span), null);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            var isPage = Encoding.ASCII.GetString(body.Span[..Math.Min(body.Length, 64)]).TrimStart().StartsWith('<');
            throw new TransportFault(isPage ? "a web page instead of JSON" : "a reply that is not JSON", error);
        }
    }

    private static ChatMessage Message(JsonElement message)
    {
        var contents = new List<AIContent>();
        if ((Text(Member(message, "reasoning_content")) ?? Text(Member(message, "reasoning"))) is { Length: > 0 } reasoning)
        {
            contents.Add(new TextReasoningContent(reasoning));
        }

        if (Content(Member(message, "content")) is { Length: > 0 } text)
        {
            contents.Add(new TextContent(text));
        }

        if (Text(Member(message, "refusal")) is { Length: > 0 } refusal)
        {
            contents.Add(new ErrorContent(refusal) { ErrorCode = ContentFailure.Refusal });
        }

        var read = new ChatMessage(ChatRole.Assistant, contents);
        if (Member(message, ToolCalls) is { ValueKind: JsonValueKind.Array } calls && calls.GetArrayLength() > 0)
        {
            read.AdditionalProperties = new AdditionalPropertiesDictionary { [ToolCalls] = calls.GetRawText() };
        }

        return read;
    }

    /// <summary>A string, or the text parts of a list, joined.</summary>
    private static string? Content(JsonElement? content) => content is { ValueKind: JsonValueKind.Array } parts
        ? string.Concat(parts.EnumerateArray().Select(p => Text(p) ?? Text(Member(p, "text"))))
        : Text(content);

    /// <summary>Only the reasons that change what an answer is worth keep their name; every other one means that the model stopped.</summary>
    private static ChatFinishReason Finish(string? reason) => reason switch
    {
        "length" => ChatFinishReason.Length,
        "content_filter" => ChatFinishReason.ContentFilter,
        "tool_calls" => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails? Usage(JsonElement? usage)
    {
        var input = Count(Member(usage, "prompt_tokens"));
        var output = Count(Member(usage, "completion_tokens"));
        return input is null && output is null ? null : new UsageDetails { InputTokenCount = input ?? 0, OutputTokenCount = output ?? 0 };
    }

    private static long? Count(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0 ? count : null;

    private static int? Status(JsonElement? code) =>
        code is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var status) && status is >= 400 and < 600
            ? status
            : int.TryParse(Text(code), NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 400 and < 600 ? status : null;

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    /// <summary>Never throws: half an emoji becomes U+FFFD, as do bytes that are not UTF-8.</summary>
    private static string? Text(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text)
        {
            return null;
        }

        var read = JsonText.Decode(JsonText.RawString(text));
        return read.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(read)) : read;
    }
}
