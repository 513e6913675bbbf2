using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SynthTool.Formats.Schemas;

/// <summary>
/// Reads ECMA 262's regular expressions as JSON Schema means them: in Unicode mode, lenient where older scripts are
/// (a lone <c>{</c>, <c>}</c> or <c>]</c> is itself). What is read otherwise by ECMA and .NET is refused, never guessed.
/// </summary>
internal sealed class PatternReader
{
    private const int MostLength = 10_000;
    private const int MostDepth = 60;

    private readonly string pattern;
    private readonly List<string> groupNames = [];
    private readonly List<(int Number, bool IsReferable)> closedGroups = [];
    private int position;
    private int depth;
    private int groups;
    private string? problem;

    private PatternReader(string pattern) => this.pattern = pattern;

    private bool AtEnd => position >= pattern.Length;

    /// <summary>The pattern's parts, or null and what is wrong with it.</summary>
    public static PatternPart? TryRead(string pattern, out string problem)
    {
        var reader = new PatternReader(pattern);
        if (pattern.Length > MostLength)
        {
            problem = $"it is longer than {MostLength} characters";
            return null;
        }

        var part = reader.ReadChoice();
        if (reader.problem is null && !reader.AtEnd)
        {
            reader.Fail("unmatched ')'");
        }

        problem = reader.problem ?? "";
        return reader.problem is null ? part : null;
    }

    private PatternPart ReadChoice()
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        do
        {
            parts.Add(ReadSequence());
        }
        while (Take('|'));
        return parts.Count == 1 ? parts[0] : new PatternPart.Choice(parts.ToImmutable());
    }

    private PatternPart ReadSequence()
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        while (!AtEnd && pattern[position] is not ('|' or ')'))
        {
            parts.Add(ReadQuantified());
        }

        return parts.Count == 1 ? parts[0] : new PatternPart.Sequence(parts.ToImmutable());
    }

    private PatternPart ReadQuantified()
    {
        var part = ReadAtom();
        if (AtEnd || !TryReadQuantifier(out var min, out var max))
        {
            return part;
        }

        if (part is PatternPart.Start or PatternPart.End or PatternPart.WordBoundary or PatternPart.Look)
        {
            return Fail("an assertion cannot be repeated");
        }

        return new PatternPart.Repeat(part, min, max, Take('?'));
    }

    private bool TryReadQuantifier(out int min, out int? max)
    {
        (min, max) = (0, null);
        switch (pattern[position])
        {
            case '*':
                position++;
                return true;
            case '+':
                position++;
                min = 1;
                return true;
            case '?':
                position++;
                max = 1;
                return true;
            case '{':
                return TryReadBraces(out min, out max);
            default:
                return false;
        }
    }

    private bool TryReadBraces(out int min, out int? max)
    {
        (min, max) = (0, null);
        var end = pattern.IndexOf('}', position);
        var inner = end < 0 ? "" : pattern[(position + 1)..end];
        var comma = inner.IndexOf(',', StringComparison.Ordinal);
        var (low, high) = comma < 0 ? (inner, inner) : (inner[..comma], inner[(comma + 1)..]);
        if (low.Length == 0 || !low.All(char.IsAsciiDigit) || !high.All(char.IsAsciiDigit))
        {
            return false;
        }

        position = end + 1;
        var most = 0;
        if (!int.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out min)
            || (high.Length > 0 && !int.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out most)))
        {
            Fail("a repetition count is too large");
        }

        max = high.Length > 0 ? most : null;
        if (max < min)
        {
            Fail("the numbers of a repetition are out of order");
        }

        return true;
    }

    private PatternPart ReadAtom()
    {
        switch (pattern[position])
        {
            case '^':
                position++;
                return new PatternPart.Start();
            case '$':
                position++;
                return new PatternPart.End();
            case '.':
                position++;
                return new PatternPart.One(CodePoints.LineEnds.Complement());
            case '(':
                return ReadGroup();
            case '[':
                return new PatternPart.One(ReadClass());
            case '\\':
                return ReadEscape();
            case '*' or '+' or '?':
                return Fail($"there is nothing to repeat before '{pattern[position]}'");
            default:
                return new PatternPart.One(CodePoints.One(TakeCodePoint()));
        }
    }

    private PatternPart ReadGroup()
    {
        position++;
        if (++depth > MostDepth)
        {
            return Fail("its groups are nested too deeply");
        }

        var part = !Take('?') ? ReadCapture()
            : Take(':') ? ReadChoice()
            : Take('=') ? new PatternPart.Look(ReadChoice(), IsAhead: true, IsNegative: false)
            : Take('!') ? new PatternPart.Look(ReadChoice(), IsAhead: true, IsNegative: true)
            : Take("<=") ? new PatternPart.Look(ReadChoice(), IsAhead: false, IsNegative: false)
            : Take("<!") ? new PatternPart.Look(ReadChoice(), IsAhead: false, IsNegative: true)
            : Take('<') ? ReadNamedCapture()
            : Fail("a group that begins with '(?' is of an unknown kind");
        depth--;
        return Take(')') ? part : Fail("a group is not closed");
    }

    private PatternPart ReadNamedCapture()
    {
        var end = pattern.IndexOf('>', position);
        var name = end < 0 ? "" : pattern[position..end];
        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$') || char.IsAsciiDigit(name[0]))
        {
            return Fail("a group's name is not a name");
        }

        position = end + 1;
        return ReadCapture(name);
    }

    private PatternPart.Group ReadCapture(string name = "")
    {
        var number = ++groups;
        groupNames.Add(name);
        var outer = depth;
        var part = ReadChoice();

        // In a loop ECMA forgets a group's text at each turn and .NET keeps it; outside of all groups there is no such loop.
        closedGroups.Add((number, IsReferable: outer == 1));
        return new PatternPart.Group(part, number);
    }

    private PatternPart ReadEscape()
    {
        position++;
        if (AtEnd)
        {
            return Fail("it ends with a back slash");
        }

        switch (pattern[position])
        {
            case 'b':
                position++;
                return new PatternPart.WordBoundary(IsNegative: false);
            case 'B':
                position++;
                return new PatternPart.WordBoundary(IsNegative: true);
            case >= '1' and <= '9':
                return ReadBackReference(TakeWhile(char.IsAsciiDigit));
            case 'k' when position + 1 < pattern.Length && pattern[position + 1] == '<' && pattern.IndexOf('>', position) is var end and > 0:
                var name = pattern[(position + 2)..end];
                position = end + 1;
                return ReadBackReference((groupNames.IndexOf(name) + 1).ToString(CultureInfo.InvariantCulture));
            default:
                return new PatternPart.One(ReadSetEscape(isInClass: false));
        }
    }

    private PatternPart ReadBackReference(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && closedGroups.Contains((number, true))
            ? new PatternPart.BackReference(number)
            : Fail("a reference to a group is only supported behind the group, when that is not inside another one");

    private CodePoints ReadClass()
    {
        position++;
        var isNegative = Take('^');
        var ranges = new List<(int First, int Last)>();
        while (!AtEnd && pattern[position] != ']')
        {
            ReadClassItem(ranges);
        }

        if (!Take(']'))
        {
            Fail("a '[' is not closed");
        }

        var set = CodePoints.Of(ranges);
        return isNegative ? set.Complement() : set;
    }

    private void ReadClassItem(List<(int First, int Last)> ranges)
    {
        var first = ReadClassAtom();
        var isRange = position + 1 < pattern.Length && pattern[position] == '-' && pattern[position + 1] != ']';
        if (!isRange || !IsSingle(first))
        {
            ranges.AddRange(first.Ranges);
            return;
        }

        position++;
        var last = ReadClassAtom();
        if (!IsSingle(last))
        {
            ranges.AddRange([.. first.Ranges, .. last.Ranges, ('-', '-')]);
        }
        else if (last.Ranges[0].First < first.Ranges[0].First)
        {
            Fail("a range of characters is out of order");
        }
        else
        {
            ranges.Add((first.Ranges[0].First, last.Ranges[0].First));
        }
    }

    private static bool IsSingle(CodePoints set) => set.Ranges is [var only] && only.First == only.Last;

    private CodePoints ReadClassAtom()
    {
        if (pattern[position] != '\\')
        {
            return CodePoints.One(TakeCodePoint());
        }

        position++;
        if (!AtEnd)
        {
            return ReadSetEscape(isInClass: true);
        }

        Fail("it ends with a back slash");
        return CodePoints.Empty;
    }

    /// <summary>Reads what follows a back slash and stands for one code point.</summary>
    private CodePoints ReadSetEscape(bool isInClass)
    {
        var letter = pattern[position++];
        switch (letter)
        {
            case 'd':
                return CodePoints.Digits;
            case 'D':
                return CodePoints.Digits.Complement();
            case 'w':
                return CodePoints.Words;
            case 'W':
                return CodePoints.Words.Complement();
            case 's':
                return CodePoints.Spaces;
            case 'S':
                return CodePoints.Spaces.Complement();
            case 'p' or 'P':
                return ReadProperty(isNegative: letter == 'P');
            default:
                position--;
                return CodePoints.One(ReadCharacterEscape(isInClass));
        }
    }

    private CodePoints ReadProperty(bool isNegative)
    {
        var end = !AtEnd && pattern[position] == '{' ? pattern.IndexOf('}', position) : -1;
        if (end < 0)
        {
            Fail("\\p needs a property in braces");
            return CodePoints.Empty;
        }

        var property = pattern[(position + 1)..end];
        position = end + 1;
        if (UnicodeProperties.Find(property) is { } set)
        {
            return isNegative ? set.Complement() : set;
        }

        Fail($"the Unicode property {SchemaText.Quote(property)} is not supported, only general categories are");
        return CodePoints.Empty;
    }

    private int ReadCharacterEscape(bool isInClass)
    {
        var letter = TakeCodePoint();
        switch (letter)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'b' when isInClass:
                return '\b';
            case '0' when AtEnd || !char.IsAsciiDigit(pattern[position]):
                return 0;
            case 'c' when !AtEnd && char.IsAsciiLetter(pattern[position]):
                return pattern[position++] % 32;
            case 'x':
                return ReadHex(2);
            case 'u':
                return ReadUnicodeEscape();
            default:
                if (letter < 128 && char.IsAsciiLetterOrDigit((char)letter))
                {
                    Fail($"\\{(char)letter} is not an escape of ECMA 262");
                }

                return letter;
        }
    }

    private int ReadUnicodeEscape()
    {
        if (Take('{'))
        {
            var digits = TakeWhile(char.IsAsciiHexDigit);
            if (Take('}') && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint) && codePoint is >= 0 and <= CodePoints.Last)
            {
                return codePoint;
            }

            Fail("\\u{ needs a code point and '}'");
            return 0;
        }

        var unit = ReadHex(4);
        var before = position;
        if (char.IsHighSurrogate((char)unit) && Take("\\u") && ReadHex(4) is var low && char.IsLowSurrogate((char)low))
        {
            return char.ConvertToUtf32((char)unit, (char)low);
        }

        position = problem is null && char.IsHighSurrogate((char)unit) ? before : position;
        return unit;
    }

    private int ReadHex(int count)
    {
        var digits = position + count <= pattern.Length ? pattern.AsSpan(position, count) : [];
        if (int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            position += count;
            return value;
        }

        Fail($"an escape needs {count} hexadecimal digits");
        return 0;
    }

    private int TakeCodePoint()
    {
        if (Rune.TryGetRuneAt(pattern, position, out var rune))
        {
            position += rune.Utf16SequenceLength;
            return rune.Value;
        }

        return pattern[position++];
    }

    private string TakeWhile(Func<char, bool> belongs)
    {
        var from = position;
        while (!AtEnd && belongs(pattern[position]))
        {
            position++;
        }

        return pattern[from..position];
    }

    private bool Take(char one)
    {
        var isThere = !AtEnd && pattern[position] == one;
        position += isThere ? 1 : 0;
        return isThere;
    }

    private bool Take(string some)
    {
        var isThere = pattern.AsSpan(Math.Min(position, pattern.Length)).StartsWith(some, StringComparison.Ordinal);
        position += isThere ? some.Length : 0;
        return isThere;
    }

    // Reading goes on at the end of the pattern, where every loop stops; the first problem counts.
    private PatternPart.Sequence Fail(string what)
    {
        problem ??= what;
        position = pattern.Length;
        return new PatternPart.Sequence([]);
    }
}
