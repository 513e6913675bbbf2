using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Prompts;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>
/// A request's identity: what is written here decides which bought answer is found again, and nothing else does. The
/// bytes are canonical JSON; a member that is not set is left out, so that a new optional one moves no key.
/// </summary>
/// <remarks>
/// <c>{"epoch","messages":[{"role","text"}],"model","options":{…},"rejected":[…],"response","revision","sample"}</c>.
/// A repair is identified by the first request and the answers that were rejected, not by the sentences in which the
/// errors were told: better wording must not buy an answer again.
/// </remarks>
internal static class RequestKey
{
    /// <summary>Raise it when the meaning of any member changes, and keep the old function in <see cref="Epochs"/>.</summary>
    private const int Epoch = 1;

    /// <summary>The key functions from the current one to the earliest: a look-up tries them in this order, so that an upgrade never buys again.</summary>
    public static readonly ImmutableArray<Func<TeacherRequest, ContentHash>> Epochs = [Of];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    public static ContentHash Of(TeacherRequest request)
    {
        var json = scratch ??= new ArrayBufferWriter<byte>(4096);
        json.ResetWrittenCount();
        Write(request, json);
        var key = ContentHash.Of(json.WrittenSpan);
        if (json.Capacity > 1024 * 1024)
        {
            scratch = null; // one long prompt must not stay in memory for good
        }

        return key;
    }

    /// <summary>The declared record in ordinal order of its members.</summary>
    internal static void Write(TeacherRequest request, IBufferWriter<byte> json)
    {
        var rejected = new Stack<string>();
        var first = request;
        for (; first.Repair is { } repair; first = repair.Of)
        {
            rejected.Push(repair.Rejected);
        }

        json.Write("{\"epoch\":"u8);
        WriteInteger(Epoch, json);
        json.Write(",\"messages\":"u8);
        WriteMessages(first.Messages, json);
        WriteText(",\"model\":"u8, request.Teacher.Model, json);
        WriteOptions(request.Options, json);
        WriteTexts(",\"rejected\":"u8, rejected, json);
        if (request.Response is { } response)
        {
            json.Write(",\"response\":"u8);
            json.Write(response.Canonical.Span);
        }

        WriteText(",\"revision\":"u8, request.Teacher.Revision, json);
        json.Write(",\"sample\":"u8);
        WriteInteger(request.Sample, json);
        json.Write("}"u8);
    }

    private static void WriteMessages(ImmutableArray<PromptMessage> messages, IBufferWriter<byte> json)
    {
        json.Write("["u8);
        var begin = "{\"role\":"u8;
        foreach (var message in messages)
        {
            WriteText(begin, message.Role, json);
            WriteText(",\"text\":"u8, message.Text, json);
            json.Write("}"u8);
            begin = ",{\"role\":"u8;
        }

        json.Write("]"u8);
    }

    /// <summary>The options that are set, as they stand in a key: canonical JSON, <c>{}</c> when none is.</summary>
    public static string OptionsText(ModelOptions options)
    {
        var json = new ArrayBufferWriter<byte>();
        WriteOptions(options, json);
        return json.WrittenCount == 0 ? "{}" : Encoding.UTF8.GetString(json.WrittenSpan[",\"options\":"u8.Length..]);
    }

    private static void WriteOptions(ModelOptions options, IBufferWriter<byte> json)
    {
        var members = new OptionMembers(json);
        if (options.Extra is { } extra && extra.EnumerateObject().Any())
        {
            members.Begin("\"extra\":"u8);
            CanonicalJson.Write(extra, json);
        }

        members.Number("\"frequency_penalty\":"u8, options.FrequencyPenalty);
        members.Number("\"max_output_tokens\":"u8, options.MaxOutputTokens);
        members.Number("\"presence_penalty\":"u8, options.PresencePenalty);
        members.Number("\"seed\":"u8, options.Seed);
        if (!options.Stop.IsDefaultOrEmpty)
        {
            members.Begin([]);
            WriteTexts("\"stop\":"u8, options.Stop, json);
        }

        members.Number("\"temperature\":"u8, options.Temperature);
        members.Number("\"top_p\":"u8, options.TopP);
        members.End();
    }

    private static void WriteTexts(ReadOnlySpan<byte> name, IReadOnlyCollection<string> texts, IBufferWriter<byte> json)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.Write(name);
        var separator = "["u8;
        foreach (var text in texts)
        {
            WriteText(separator, text, json);
            separator = ","u8;
        }

        json.Write("]"u8);
    }

    private static void WriteText(ReadOnlySpan<byte> name, string? text, IBufferWriter<byte> json)
    {
        if (text is not null)
        {
            json.Write(name);
            CanonicalJson.WriteString(text, json);
        }
    }

    private static void WriteInteger(long value, IBufferWriter<byte> json)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        json.Write(digits[..length]);
    }

    /// <summary>The member <c>options</c>, which is there only when one of its own members is.</summary>
    private ref struct OptionMembers(IBufferWriter<byte> json)
    {
        private bool hasBegun;

        public void Begin(ReadOnlySpan<byte> name)
        {
            json.Write(hasBegun ? ","u8 : ",\"options\":{"u8);
            json.Write(name);
            hasBegun = true;
        }

        public void Number(ReadOnlySpan<byte> name, decimal? value)
        {
            if (value is { } number)
            {
                Begin(name);
                CanonicalJson.WriteNumber(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), json);
            }
        }

        public readonly void End()
        {
            if (hasBegun)
            {
                json.Write("}"u8);
            }
        }
    }
}
