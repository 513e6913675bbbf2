using System.Collections.Immutable;

namespace SynthTool.Report;

/// <summary>A line of parts that a terminal may show in colours; without them it reads the same.</summary>
internal sealed record PaintedLine(ImmutableArray<PaintedPart> Parts)
{
    private const string Plain = "\u001b[0m";

    public static PaintedLine Of(string text, Tone tone = Tone.Plain) => new([new PaintedPart(tone, text)]);

    /// <summary>The line as it is written, every part made printable by itself.</summary>
    public string Shown(bool colour) => string.Concat(Parts.Select(p => colour && p.Tone is not Tone.Plain
        ? $"{Code(p.Tone)}{Printable.Line(p.Text)}{Plain}"
        : p.Tone switch
        {
            Tone.Removed when p.IsMarked => $"[-{Printable.Line(p.Text)}-]",
            Tone.Added when p.IsMarked => $"{{+{Printable.Line(p.Text)}+}}",
            _ => Printable.Line(p.Text),
        }));

    private static string Code(Tone tone) => tone switch
    {
        Tone.Removed => "\u001b[31m",
        Tone.Added => "\u001b[32m",
        Tone.Changed => "\u001b[36m",
        Tone.Strong => "\u001b[1m",
        _ => "\u001b[2m",
    };
}

/// <summary>A part of a line.</summary>
/// <param name="IsMarked">Whether marks stand for the colour where there is none.</param>
internal readonly record struct PaintedPart(Tone Tone, string Text, bool IsMarked = false);

internal enum Tone
{
    Plain,
    Removed,
    Added,
    Changed,
    Strong,
    Faint,
}
