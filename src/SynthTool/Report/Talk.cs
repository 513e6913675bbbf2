using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>Writes lines for people. Safe for several threads; everything that passes is made printable.</summary>
internal sealed class Talk(TextWriter to, TalkStyle style)
{
    private const string EraseToEnd = "\u001b[K";
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Plain = "\u001b[0m";

    private readonly Lock gate = new();
    private bool progressShown;

    public TalkStyle Style => style;

    public void Line(string text)
    {
        lock (gate)
        {
            Erase();
            to.Write((style.Format is LogFormat.Json ? JsonLine(text) : Shown(text)) + "\n");
        }
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    public void Found(Diagnostic found)
    {
        var text = DiagnosticText.Of(found, style.Format);
        lock (gate)
        {
            Erase();
            to.Write(WithSymbols(text.Before) + Coloured(text.Severity, found.IsError) + WithSymbols(text.After) + "\n");
            if (text.Hint is not null)
            {
                to.Write(WithSymbols(text.Hint) + "\n");
            }
        }
    }

    /// <summary>Shows a line that the next one replaces; only where that is possible.</summary>
    public void Progress(string text)
    {
        lock (gate)
        {
            var shown = Shown(text);
            to.Write($"\r{Fitting(shown)}{EraseToEnd}");
            to.Flush();
            progressShown = true;
        }
    }

    public void EndProgress()
    {
        lock (gate)
        {
            Erase();
        }
    }

    /// <summary>Writes a question; the answer is typed behind it.</summary>
    public void Question(string text)
    {
        lock (gate)
        {
            Erase();
            to.Write(Shown(text) + " ");
            to.Flush();
        }
    }

    /// <summary>As much of a line as fits, without its last parts rather than with half of one: half a number is another number.</summary>
    private string Fitting(string line)
    {
        if (line.Length < style.Width)
        {
            return line;
        }

        var room = line[..style.Width];
        return line[..Math.Min(line.Length, style.Width + 1)].LastIndexOf(", ", StringComparison.Ordinal) is > 0 and var part ? line[..part]
            : room.LastIndexOf(' ') is > 0 and var word ? room[..word]
            : room[..^1];
    }

    private void Erase()
    {
        if (progressShown)
        {
            to.Write($"\r{EraseToEnd}");
            progressShown = false;
        }
    }

    private string Coloured(string severity, bool isError) => style is { Colour: true, Format: LogFormat.Text } ? $"{(isError ? Red : Yellow)}{severity}{Plain}" : severity;

    private string Shown(string text) => WithSymbols(Printable.Line(text));

    private string WithSymbols(string text) =>
        style.Symbols ? text : text.Replace("→", "->", StringComparison.Ordinal).Replace("…", "...", StringComparison.Ordinal);

    private static string JsonLine(string message) => JsonParts.Line(json =>
    {
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteEndObject();
    });
}
