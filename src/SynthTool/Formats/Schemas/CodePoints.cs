using System.Collections.Immutable;

namespace SynthTool.Formats.Schemas;

/// <summary>A set of Unicode code points, as sorted ranges that neither touch nor overlap.</summary>
internal sealed class CodePoints
{
    public const int Last = 0x10FFFF;

    public static readonly CodePoints Empty = new([]);
    public static readonly CodePoints All = new([(0, Last)]);
    public static readonly CodePoints Digits = Of(('0', '9'));
    public static readonly CodePoints Words = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));
    public static readonly CodePoints LineEnds = Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    /// <summary>ECMA 262's white space and line terminators.</summary>
    public static readonly CodePoints Spaces = Of(
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    private CodePoints(ImmutableArray<(int First, int Last)> ranges) => Ranges = ranges;

    public ImmutableArray<(int First, int Last)> Ranges { get; }

    public static CodePoints Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in ranges.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return new CodePoints([.. merged]);
    }

    public static CodePoints One(int codePoint) => new([(codePoint, codePoint)]);

    public CodePoints Complement()
    {
        var rest = ImmutableArray.CreateBuilder<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
            {
                rest.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= Last)
        {
            rest.Add((next, Last));
        }

        return new CodePoints(rest.ToImmutable());
    }

    public bool Contains(int codePoint)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > Ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public bool Overlaps(CodePoints other) => Ranges.Any(r => other.Ranges.Any(o => r.First <= o.Last && o.First <= r.Last));
}
