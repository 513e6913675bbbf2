using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A rendered request as a line of <c>render --requests</c>, and in <c>render --json</c>.</summary>
internal static class RenderJson
{
    /// <summary><c>{"key","step","messages",…}</c> on one line; with a <c>"text"</c> added it is what <c>store import</c> takes.</summary>
    public static string Line(RenderedRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Write(json, request, withAnswered: false);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter json, RenderedRequest request, bool withAnswered)
    {
        json.WriteStartObject();
        json.WriteString("key", request.Key);
        json.WriteString("step", request.Step);
        json.WriteString("row", request.Row);
        json.WriteNumber("sample", request.Sample);
        json.WriteString("teacher", request.Teacher);
        json.WriteStartArray("messages");
        foreach (var message in request.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("content", message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("response", request.Response);
        if (withAnswered)
        {
            json.WriteBoolean("answered", request.Answered);
        }

        json.WriteEndObject();
    }
}
