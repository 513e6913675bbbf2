using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Formats;

/// <summary>From offsets and JSON pointers to lines and columns. Found when a finding needs one, not kept for all.</summary>
internal static class JsonPlaces
{
    /// <summary>The place of a byte, in the lines and columns that editors show.</summary>
    public static SourcePlace Of(ReadOnlySpan<byte> utf8, long offset, string path)
    {
        var before = utf8[..(int)Math.Clamp(offset, 0, utf8.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SourcePlace(path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The place of a member's name or an array's element; of the nearest value around it when the pointer leads nowhere.</summary>
    /// <param name="utf8">JSON without errors.</param>
    /// <param name="pointer">A JSON pointer into it; empty for the whole.</param>
    /// <param name="path">The file's name in findings.</param>
    public static SourcePlace Of(ReadOnlySpan<byte> utf8, string pointer, string path)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JsonLimits.Depth });
        reader.Read();
        var place = reader.TokenStartIndex;
        foreach (var token in JsonPointer.Tokens(pointer))
        {
            if (!(reader.TokenType is JsonTokenType.StartArray ? SkipToIndex(ref reader, token) : SkipToName(ref reader, token)))
            {
                break;
            }

            place = reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                reader.Read();
            }
        }

        return Of(utf8, place, path);
    }

    /// <summary>Where a member's name occurs for the second time in its object, or null.</summary>
    /// <param name="utf8">JSON without errors.</param>
    /// <param name="name">The name.</param>
    public static long? FindDuplicate(ReadOnlySpan<byte> utf8, out string name)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JsonLimits.Depth });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when JsonText.Decode(reader.ValueSpan) is var found && !open.Peek().Add(found):
                    name = found;
                    return reader.TokenStartIndex;
                default:
                    break;
            }
        }

        name = "";
        return null;
    }

    private static bool SkipToName(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (JsonText.Decode(reader.ValueSpan).Equals(name, StringComparison.Ordinal))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool SkipToIndex(ref Utf8JsonReader reader, string index)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
        {
            return false;
        }

        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (left-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
