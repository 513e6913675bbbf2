using System.Text;

namespace SynthTool.Seeds;

/// <summary>A field's name, in both encodings: records are looked up by bytes, messages are text.</summary>
internal sealed class FieldName(string text)
{
    public string Text { get; } = text;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);
}
