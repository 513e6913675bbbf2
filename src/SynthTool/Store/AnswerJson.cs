using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SynthTool.Store;

/// <summary>
/// An answer as one line of JSON: the form of committed responses, of export and of import. Members are written in ordinal order and
/// read in any order; members that are not known are passed over.
/// </summary>
internal static class AnswerJson
{
    // The escapes are our own: a library's set moves with its Unicode tables, and committed lines must not.
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>Appends the line, without a line end.</summary>
    public static void Write(IBufferWriter<byte> line, in ContentHash key, Answer answer)
    {
        line.Write("{"u8);
        if (answer.Failure is { } failure)
        {
            WriteText(line, "\"failure\":{\"reason\":"u8, failure.Reason);
            line.Write("},"u8);
        }

        WriteText(line, "\"finish\":"u8, answer.Finish);
        WriteText(line, ",\"key\":"u8, key.ToString());
        if (answer.Reasoning is { } reasoning)
        {
            WriteText(line, ",\"reasoning\":"u8, reasoning);
        }

        WriteText(line, ",\"text\":"u8, answer.Text);
        if (answer.ToolCalls is { } calls)
        {
            line.Write(",\"tool_calls\":"u8);
            Encoding.UTF8.GetBytes(calls, line);
        }

        if (answer.Usage is { } usage)
        {
            line.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"usage\":{{\"input\":{usage.Input},\"output\":{usage.Output}}}")));
        }

        line.Write("}"u8);
    }

    /// <summary>Reads a line. Needs <c>key</c> and <c>text</c>.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="key">The request's key.</param>
    /// <param name="answer">The outcome.</param>
    /// <param name="error">Why the line is no answer; follows "the line".</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out ContentHash key, out Answer answer, out string error)
    {
        var fields = new Fields();
        answer = null!;
        error = Parse(line, fields, namesOnly: false) ?? "";
        key = fields.Key ?? default;
        if (error.Length == 0)
        {
            answer = new Answer(fields.Text!, fields.Finish ?? "stop")
            {
                Usage = fields.Usage,
                Reasoning = fields.Reasoning,
                ToolCalls = fields.ToolCalls,
                Failure = fields.Failure,
            };
        }

        return error.Length == 0;
    }

    /// <summary>Checks a line as <see cref="TryRead"/> does, but keeps only what an index needs.</summary>
    public static bool TryIndex(ReadOnlySpan<byte> line, out ContentHash key, out bool isFailure, out string error)
    {
        var fields = new Fields();
        error = Parse(line, fields, namesOnly: true) ?? "";
        key = fields.Key ?? default;
        isFailure = fields.Failure is not null;
        return error.Length == 0;
    }

    private static string? Parse(ReadOnlySpan<byte> line, Fields fields, bool namesOnly)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
            return line.Length > Answer.MaxBytes ? "is larger than 16 MiB" : Object(ref reader, line, fields, namesOnly) ?? End(ref reader, fields);
        }
        catch (JsonException error)
        {
            return FormattableString.Invariant($"is no JSON object from byte {error.BytePositionInLine ?? 0} on");
        }
        catch (InvalidOperationException)
        {
            return "holds text that is no Unicode";
        }
    }

    private static string? Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, Fields fields, bool namesOnly)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "is no JSON object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Member(ref reader, line, fields, namesOnly) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static string? Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, Fields fields, bool namesOnly)
    {
        var (name, seen) = reader switch
        {
            _ when reader.ValueTextEquals("key"u8) => (Name.Key, fields.Key is not null),
            _ when reader.ValueTextEquals("text"u8) => (Name.Text, fields.Text is not null),
            _ when reader.ValueTextEquals("finish"u8) => (Name.Finish, fields.Finish is not null),
            _ when reader.ValueTextEquals("usage"u8) => (Name.Usage, fields.Usage is not null),
            _ when reader.ValueTextEquals("reasoning"u8) => (Name.Reasoning, fields.Reasoning is not null),
            _ when reader.ValueTextEquals("tool_calls"u8) => (Name.ToolCalls, fields.ToolCalls is not null),
            _ when reader.ValueTextEquals("failure"u8) => (Name.Failure, fields.Failure is not null),
            _ => (Name.Other, false),
        };
        reader.Read();
        if (seen)
        {
            return $"has {Shown(name)} twice";
        }

        // Null is as good as absent, except where a value is needed.
        if (name == Name.Other || (reader.TokenType == JsonTokenType.Null && name is not (Name.Key or Name.Text)))
        {
            reader.Skip();
            return null;
        }

        if (name == Name.Text && reader.TokenType is (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return $"has {(reader.TokenType is JsonTokenType.StartArray ? "an array" : "an object")} as \"text\": text is a string that holds JSON";
        }

        return Value(ref reader, line, fields, name, namesOnly) ? null : $"has a wrong value for {Shown(name)}";
    }

    private static bool Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, Fields fields, Name name, bool namesOnly)
    {
        switch (name)
        {
            case Name.Key:
                return IsText(ref reader) && SetKey(fields, reader.GetString()!);
            case Name.Text:
                return IsText(ref reader) && (fields.Text = namesOnly ? "" : reader.GetString()) is not null;
            case Name.Finish:
                return IsText(ref reader) && (fields.Finish = namesOnly ? "" : reader.GetString()) is not null;
            case Name.Reasoning:
                return IsText(ref reader) && (fields.Reasoning = namesOnly ? "" : reader.GetString()) is not null;
            case Name.Usage:
                return Usage(ref reader, fields);
            case Name.Failure:
                return Failure(ref reader, fields);
            default:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return (fields.ToolCalls = namesOnly ? "" : Encoding.UTF8.GetString(line[start..(int)reader.BytesConsumed])) is not null;
        }
    }

    private static bool SetKey(Fields fields, string written)
    {
        fields.Key = ContentHash.TryParse(written, out var key) ? key : null;
        return fields.Key is not null;
    }

    private static bool Usage(ref Utf8JsonReader reader, Fields fields)
    {
        long input = 0;
        long output = 0;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isInput = reader.ValueTextEquals("input"u8);
            var isOutput = reader.ValueTextEquals("output"u8);
            reader.Read();
            long number = 0;
            if ((isInput || isOutput) && !(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number) && number >= 0))
            {
                return false;
            }

            (input, output) = (isInput ? number : input, isOutput ? number : output);
            reader.Skip();
        }

        fields.Usage = new TokenUsage(input, output);
        return true;
    }

    private static bool Failure(ref Utf8JsonReader reader, Fields fields)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isReason = reader.ValueTextEquals("reason"u8);
            reader.Read();
            if (isReason && !IsText(ref reader))
            {
                return false;
            }

            fields.Failure = isReason ? new AnswerFailure(reader.GetString()!) : fields.Failure;
            reader.Skip();
        }

        return fields.Failure is not null;
    }

    private static string? End(ref Utf8JsonReader reader, Fields fields)
    {
        if (reader.Read())
        {
            return "has more than one value";
        }

        return fields.Key is null ? "has no key" : fields.Text is null ? "has no text" : null;
    }

    private static bool IsText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String;

    private static string Shown(Name name) => name switch
    {
        Name.ToolCalls => "\"tool_calls\"",
        _ => $"\"{name.ToString().ToLowerInvariant()}\"",
    };

    private static void WriteText(IBufferWriter<byte> line, ReadOnlySpan<byte> before, string text)
    {
        line.Write(before);
        line.Write("\""u8);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        ReadOnlySpan<byte> rest = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
        for (var next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            line.Write(rest[..next]);
            WriteEscape(line, rest[next]);
            rest = rest[(next + 1)..];
        }

        line.Write(rest);
        ArrayPool<byte>.Shared.Return(bytes);
        line.Write("\""u8);
    }

    private static void WriteEscape(IBufferWriter<byte> line, byte escaped)
    {
        ReadOnlySpan<byte> hex = "0123456789abcdef"u8;
        line.Write(escaped switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\f' => "\\f"u8,
            _ => [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', hex[escaped >> 4], hex[escaped & 15]],
        });
    }

    private enum Name
    {
        Other,
        Key,
        Text,
        Finish,
        Usage,
        Reasoning,
        ToolCalls,
        Failure,
    }

    private sealed class Fields
    {
        public ContentHash? Key { get; set; }

        public string? Text { get; set; }

        public string? Finish { get; set; }

        public TokenUsage? Usage { get; set; }

        public string? Reasoning { get; set; }

        public string? ToolCalls { get; set; }

        public AnswerFailure? Failure { get; set; }
    }
}
