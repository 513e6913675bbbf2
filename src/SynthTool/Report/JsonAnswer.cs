using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>The one object that <c>--json</c> prints: <c>{"datasets":[…],"diagnostics":[…]}</c>.</summary>
/// <remarks>Printed at the end as a whole, so that a command that ends with 2 or 70 prints nothing; only long answers flow out before.</remarks>
internal sealed class JsonAnswer : IDisposable
{
    private const int FlowFromBytes = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter writer;
    private readonly TextWriter to;
    private readonly List<Diagnostic> found = [];

    public JsonAnswer(TextWriter to)
    {
        this.to = to;
        writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartArray("datasets");
    }

    /// <summary>Adds a dataset's object.</summary>
    public void Dataset(Action<Utf8JsonWriter> write)
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    }

    public void Found(IEnumerable<Diagnostic> diagnostics) => found.AddRange(diagnostics);

    /// <summary>Lets out what was written so far when it is much.</summary>
    public void Flow()
    {
        if (writer.BytesPending + buffer.WrittenCount >= FlowFromBytes)
        {
            Print();
        }
    }

    public void End()
    {
        writer.WriteEndArray();
        writer.WriteStartArray("diagnostics");
        foreach (var one in found)
        {
            DiagnosticJson.Write(writer, one);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        Print();
        to.Write('\n');
    }

    public void Dispose() => writer.Dispose();

    private void Print()
    {
        writer.Flush();
        to.Write(Printable.Json(Encoding.UTF8.GetString(buffer.WrittenSpan)));
        buffer.ResetWrittenCount();
    }
}
