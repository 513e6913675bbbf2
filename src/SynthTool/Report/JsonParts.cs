using System.Buffers;
using System.Text;
using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>Parts that several <c>--json</c> forms share.</summary>
internal static class JsonParts
{
    /// <summary>One JSON value on one line of ASCII.</summary>
    public static string Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return Printable.Json(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary><c>{"amount","currency"}</c>, or null where no price is declared.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, string name, decimal? amount, string? currency)
    {
        if (amount is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("amount", known);
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }

    /// <summary><c>[{"what","reason","where"}]</c>.</summary>
    public static void WriteStale(this Utf8JsonWriter json, IEnumerable<StaleReason> reasons)
    {
        json.WriteStartArray("stale");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("what", reason.What);
            json.WriteString("reason", reason.Code);
            json.WriteString("where", reason.Where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The first of the missing requests, <c>[{"key","step","seed"}]</c>; how many there are; and the command that prints all of them, null when none is missing.</summary>
    public static void WriteMissing(this Utf8JsonWriter json, string dataset, IEnumerable<MissingRequest> missing, long count)
    {
        json.WriteNumber("missing_count", count);
        json.WriteString("missing_all", count > 0 ? $"dotnet synth render {ToolCommand.Argument(dataset)} --requests" : null);
        json.WriteStartArray("missing");
        foreach (var request in missing)
        {
            json.WriteStartObject();
            json.WriteString("key", request.Key);
            json.WriteString("step", request.Step);
            json.WriteString("seed", request.Seed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string Status(BuildStatus status) => status switch
    {
        BuildStatus.Built => "built",
        BuildStatus.UpToDate => "up-to-date",
        BuildStatus.OutOfDate => "out-of-date",
        BuildStatus.Cancelled => "cancelled",
        _ => "failed",
    };
}
