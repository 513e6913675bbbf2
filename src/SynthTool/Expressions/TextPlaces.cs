using SynthTool.Diagnostics;

namespace SynthTool.Expressions;

/// <summary>Places in a file of positions in a text that stands in it, such as an expression in a YAML value.</summary>
/// <param name="text">The text.</param>
/// <param name="start">Where its first character stands; further lines begin at the same column, as in a YAML block.</param>
internal sealed class TextPlaces(string text, SourcePlace start)
{
    public SourcePlace Start { get; } = start;

    /// <param name="offset">In UTF-16 units from 0; one outside of the text is held at its ends.</param>
    public SourcePlace At(int offset)
    {
        if (Start.Line == 0)
        {
            return Start;
        }

        var before = text.AsSpan(0, Math.Clamp(offset, 0, text.Length));
        var column = before.Length - before.LastIndexOf('\n') - 1;
        return Start with { Line = Start.Line + before.Count('\n'), Column = Math.Max(1, Start.Column) + column };
    }
}
