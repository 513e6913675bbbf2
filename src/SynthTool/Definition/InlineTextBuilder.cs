using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Makes one text of scalars of a definition, and remembers where each of its characters stands there.</summary>
internal sealed class InlineTextBuilder(YamlSource source)
{
    private readonly StringBuilder text = new();
    private readonly List<int> offsets = [];

    /// <summary>Adds words that are not written so in the definition, and where their reason stands.</summary>
    public InlineTextBuilder Add(string words, SourcePlace reason)
    {
        text.Append(words);
        offsets.AddRange(Enumerable.Repeat(source.OffsetOf(reason), words.Length));
        return this;
    }

    public InlineTextBuilder Add(YamlScalar scalar)
    {
        text.Append(scalar.Text);
        offsets.AddRange(YamlTextMap.Offsets(source, scalar).AsSpan(0, scalar.Text.Length));
        return this;
    }

    public InlineText ToText(SourcePlace whole)
    {
        var (all, at) = (text.ToString(), offsets.ToArray());
        return new InlineText(all, place => Locate(all, at, place) is { } offset ? source.PlaceAt(offset) : whole);
    }

    private static int? Locate(string text, int[] offsets, SourcePlace place)
    {
        var line = 0;
        for (var i = 1; i < place.Line; i++)
        {
            var next = text.IndexOf('\n', line);
            line = next < 0 ? text.Length : next + 1;
        }

        var end = text.IndexOf('\n', line) is var found && found < 0 ? text.Length : found;
        var at = Math.Min(line + Math.Max(0, place.Column - 1), end);
        return place.Line == 0 || offsets.Length == 0 ? null : offsets[Math.Min(at, offsets.Length - 1)];
    }
}
