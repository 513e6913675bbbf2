using SynthTool.Diagnostics;

namespace SynthTool.Formats.Yaml;

/// <summary>The text of a YAML file and its lines.</summary>
internal sealed class YamlSource
{
    private readonly List<int> lineStarts = [0];

    /// <param name="path">The file's name in findings.</param>
    /// <param name="text">May begin with a byte order mark; lines may end with <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</param>
    public YamlSource(string path, string text)
    {
        Path = path;
        Text = text.StartsWith('\uFEFF') ? text[1..] : text;
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
            {
                lineStarts.Add(i + 1);
            }
        }
    }

    public string Path { get; }

    /// <summary>Without the byte order mark.</summary>
    public string Text { get; }

    /// <summary>Where the last character stands that is not blank.</summary>
    public SourcePlace End => PlaceAt(Math.Max(0, Text.AsSpan().LastIndexOfAnyExcept(" \t\r\n")));

    public SourcePlace Place(long line, long column) => new(Path, (int)Math.Max(1, line), (int)Math.Max(1, column));

    public SourcePlace PlaceAt(int offset)
    {
        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePlace(Path, line + 1, offset - lineStarts[line] + 1);
    }

    public int OffsetOf(SourcePlace place) =>
        place.Line > lineStarts.Count ? Text.Length : Math.Min(Text.Length, lineStarts[place.Line - 1] + place.Column - 1);

    /// <summary>The character at a place; NUL after the text's end.</summary>
    public char CharAt(SourcePlace place) => OffsetOf(place) is var offset && offset < Text.Length ? Text[offset] : '\0';

    /// <summary>The text from a place to the end of its line.</summary>
    public ReadOnlySpan<char> RestOfLine(SourcePlace place)
    {
        var rest = Text.AsSpan(OffsetOf(place));
        return rest.IndexOfAny('\r', '\n') is var end && end < 0 ? rest : rest[..end];
    }

    /// <summary>Whether nothing but blanks follows.</summary>
    public bool IsAtEnd(SourcePlace place) => Text.AsSpan(OffsetOf(place)).IsWhiteSpace();

    /// <summary>The first tab in the indentation of a line, from one line on; null for none.</summary>
    public SourcePlace? FindIndentingTab(int line)
    {
        foreach (var start in lineStarts.Skip(line - 1))
        {
            var blanks = Text.AsSpan(start);
            var length = blanks.IndexOfAnyExcept(' ', '\t');
            if (blanks[..(length < 0 ? blanks.Length : length)].IndexOf('\t') is var tab and >= 0)
            {
                return PlaceAt(start + tab);
            }
        }

        return null;
    }

    /// <summary>The first character that does not belong in a YAML file, or that editors and YAML count differently; -1 for none.</summary>
    public int FindRefusedCharacter()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            if (char.IsHighSurrogate(Text[i]) && i + 1 < Text.Length && char.IsLowSurrogate(Text[i + 1]))
            {
                i++;
            }
            else if (IsRefused(Text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsRefused(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
