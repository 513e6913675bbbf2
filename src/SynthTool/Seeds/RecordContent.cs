using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Seeds;

/// <summary>The canonical form of the part of a record that the definition reads.</summary>
internal sealed class RecordContent(IReadOnlySet<string>? fieldsUsed)
{
    private readonly byte[][]? used = fieldsUsed?.Select(Encoding.UTF8.GetBytes).ToArray();

    /// <summary>Writes it anew; returns whether that was the whole record.</summary>
    public bool Write(JsonElement record, ArrayBufferWriter<byte> content)
    {
        content.ResetWrittenCount();
        if (used is null)
        {
            CanonicalJson.Write(record, content);
            return true;
        }

        using var members = SortedMembers.Of(record);
        var isWhole = true;
        content.Write("{"u8);
        foreach (ref readonly var member in members.Span)
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (!IsUsed(name))
            {
                isWhole = false;
                continue;
            }

            content.Write(content.WrittenCount > 1 ? ","u8 : ""u8);
            CanonicalJson.WriteString(JsonText.Decode(name), content);
            content.Write(":"u8);
            CanonicalJson.Write(member.Value, content);
        }

        content.Write("}"u8);
        return isWhole;
    }

    private bool IsUsed(ReadOnlySpan<byte> rawName)
    {
        if (JsonText.HasEscape(rawName))
        {
            return fieldsUsed!.Contains(JsonText.Decode(rawName));
        }

        foreach (var name in used!)
        {
            if (rawName.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
