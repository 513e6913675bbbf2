using System.Globalization;
using System.Text;

namespace SynthTool.Formats.Schemas;

/// <summary>
/// Writes a pattern in .NET's syntax with ECMA 262's meaning. .NET matches UTF-16 units where ECMA matches code points,
/// so that a set becomes the units below U+10000 and pairs of surrogates above.
/// </summary>
internal sealed class NetPattern
{
    private readonly StringBuilder text = new();

    private NetPattern()
    {
    }

    /// <summary>Whether the pattern needs .NET's backtracking engine, whose time has no bound of its own.</summary>
    public bool NeedsBacktracking { get; private set; }

    public override string ToString() => text.ToString();

    public static NetPattern Of(PatternPart part)
    {
        var written = new NetPattern();
        written.Write(part);
        return written;
    }

    private void Write(PatternPart part)
    {
        switch (part)
        {
            case PatternPart.One one:
                WriteSet(one.Set);
                break;
            case PatternPart.Sequence sequence:
                WriteAll(sequence.Parts, "");
                break;
            case PatternPart.Choice choice:
                Enclose("(?:", () => WriteAll(choice.Parts, "|"));
                break;
            case PatternPart.Repeat repeat:
                WriteRepeat(repeat);
                break;
            case PatternPart.Group group:
                Enclose(Invariant($"(?<g{group.Number}>"), () => Write(group.Part));
                break;
            case PatternPart.Start:
                text.Append("\\A");
                break;
            case PatternPart.End:
                text.Append("\\z");
                break;
            default:
                NeedsBacktracking = true;
                WriteBacktracking(part);
                break;
        }
    }

    private void WriteBacktracking(PatternPart part)
    {
        switch (part)
        {
            case PatternPart.WordBoundary { IsNegative: false }:
                text.Append("(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))");
                break;
            case PatternPart.WordBoundary:
                text.Append("(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))");
                break;
            case PatternPart.Look look:
                Enclose((look.IsAhead, look.IsNegative) switch
                {
                    (true, false) => "(?=",
                    (true, true) => "(?!",
                    (false, false) => "(?<=",
                    (false, true) => "(?<!",
                }, () => Write(look.Part));
                break;
            case PatternPart.BackReference reference:
                // A group that took no part matches nothing in .NET and the empty text in ECMA.
                text.Append(CultureInfo.InvariantCulture, $"(?(g{reference.Number})\\k<g{reference.Number}>)");
                break;
            default:
                throw new InvalidOperationException($"no .NET form of {part.GetType().Name}");
        }
    }

    private void WriteRepeat(PatternPart.Repeat repeat)
    {
        var lazy = repeat.IsLazy ? "?" : "";
        if (repeat is { Max: null, Part: PatternPart.One { Set: var set } } && HoldsAllAbove(set))
        {
            // Any number of code points of which all above U+FFFF belong is any number of units: a plain class is many times faster.
            if (repeat.Min > 0)
            {
                Enclose("(?:", () => WriteSet(set));
                text.Append(Invariant($"{{{repeat.Min}}}"));
            }

            WriteUnits(set, withSurrogates: true);
            text.Append('*').Append(lazy);
            return;
        }

        Enclose("(?:", () => Write(repeat.Part));
        text.Append(repeat.Max == repeat.Min ? Invariant($"{{{repeat.Min}}}") : Invariant($"{{{repeat.Min},{repeat.Max}}}")).Append(lazy);
    }

    private void WriteAll(IReadOnlyList<PatternPart> parts, string between)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i > 0 ? between : "");
            Write(parts[i]);
        }
    }

    private void Enclose(string open, Action write)
    {
        text.Append(open);
        write();
        text.Append(')');
    }

    private static bool HoldsAllAbove(CodePoints set) => set.Ranges is [.., { First: <= 0x10000, Last: CodePoints.Last }];

    private void WriteSet(CodePoints set)
    {
        if (set.Ranges is not [.., { Last: > 0xFFFF }])
        {
            WriteUnits(set, withSurrogates: false);
            return;
        }

        text.Append("(?:");
        WriteUnits(set, withSurrogates: false);
        foreach (var (first, last) in set.Ranges.Where(r => r.Last > 0xFFFF))
        {
            WritePairs(Math.Max(first, 0x10000), last);
        }

        text.Append(')');
    }

    private void WriteUnits(CodePoints set, bool withSurrogates)
    {
        var units = new StringBuilder();
        foreach (var (first, last) in set.Ranges.Where(r => r.First <= 0xFFFF))
        {
            AppendRange(units, first, Math.Min(last, 0xD7FF));
            AppendRange(units, Math.Max(first, 0xE000), Math.Min(last, 0xFFFF));
        }

        if (withSurrogates)
        {
            AppendRange(units, 0xD800, 0xDFFF);
        }

        text.Append(units.Length > 0 ? $"[{units}]" : "[^\\s\\S]");
    }

    private void WritePairs(int first, int last)
    {
        var (high, low) = Surrogates(first);
        var (lastHigh, lastLow) = Surrogates(last);
        if (high == lastHigh)
        {
            WritePair(high, high, low, lastLow);
            return;
        }

        if (low > 0xDC00)
        {
            WritePair(high, high, low, 0xDFFF);
            high++;
        }

        if (lastLow < 0xDFFF)
        {
            WritePair(lastHigh, lastHigh, 0xDC00, lastLow);
            lastHigh--;
        }

        if (high <= lastHigh)
        {
            WritePair(high, lastHigh, 0xDC00, 0xDFFF);
        }
    }

    private void WritePair(int firstHigh, int lastHigh, int firstLow, int lastLow)
    {
        text.Append("|[");
        AppendRange(text, firstHigh, lastHigh);
        text.Append("][");
        AppendRange(text, firstLow, lastLow);
        text.Append(']');
    }

    private static (int High, int Low) Surrogates(int codePoint) =>
        (0xD800 + ((codePoint - 0x10000) >> 10), 0xDC00 + ((codePoint - 0x10000) & 0x3FF));

    private static void AppendRange(StringBuilder to, int first, int last)
    {
        if (first > last)
        {
            return;
        }

        to.Append(CultureInfo.InvariantCulture, $"\\u{first:x4}");
        if (first < last)
        {
            to.Append(CultureInfo.InvariantCulture, $"-\\u{last:x4}");
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
