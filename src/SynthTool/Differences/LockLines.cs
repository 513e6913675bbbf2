using System.Text;
using SynthTool.Build;

namespace SynthTool.Differences;

/// <summary>
/// A lock, read as far as a comparison needs it: partitions are many, and of two locks nearly all their lines are equal.
/// </summary>
/// <param name="Facts">Everything but partitions.</param>
/// <param name="Traces">Of the partitions, the last stage's trace by first key: those that the other side does not have alike, or all.</param>
/// <param name="LastStage">The number of the last stage; -1 without any partition.</param>
internal sealed record LockLines(LockFile Facts, IReadOnlyDictionary<string, Trace> Traces, int LastStage)
{
    private static ReadOnlySpan<byte> Prefix => "partition "u8;

    /// <summary>Whether the text is a lock that can be trusted: no conflict, no line that is not understood.</summary>
    public bool IsUsable { get; init; }

    public static LockLines Of(byte[] text) => Read(text, Partitions(text));

    /// <summary>All traces of one stage.</summary>
    public static IReadOnlyDictionary<string, Trace> At(byte[] text, int stage)
    {
        var prefix = Encoding.ASCII.GetBytes(FormattableString.Invariant($"partition {stage} "));
        return Parsed(text, [.. Partitions(text).Where(line => text.AsSpan(line).StartsWith(prefix))]).Lock.Traces.ToDictionary(t => t.Key.Partition, t => t.Value, StringComparer.Ordinal);
    }

    /// <summary>Two locks, with the partitions in which they differ.</summary>
    public static (LockLines From, LockLines To) Compare(byte[] from, byte[] to)
    {
        var (ofFrom, ofTo) = Differing(from, to);
        var (a, b) = (Read(from, ofFrom), Read(to, ofTo));
        return a.LastStage == b.LastStage ? (a, b) : (Of(from), Of(to)); // then equal lines are of different stages' meaning
    }

    private static LockLines Read(byte[] text, List<Range> partitions)
    {
        var (rest, last) = Rest(text);
        var facts = LockFile.Parse(rest);
        var parsed = Parsed(text, partitions);
        var traces = parsed.Lock.Traces.Where(t => t.Key.Stage == last).ToDictionary(t => t.Key.Partition, t => t.Value, StringComparer.Ordinal);

        var isWhole = facts.UnknownLines.IsEmpty && parsed.UnknownLines.IsEmpty && !LockFile.HasConflict(rest);
        return new LockLines(facts.Lock, traces, last) { IsUsable = isWhole && facts.Lock.Inputs.Count > 0 && (last >= 0 || facts.Lock.Counts.GetValueOrDefault("seeds") == 0) };
    }

    private static (LockFile Lock, System.Collections.Immutable.ImmutableArray<int> UnknownLines) Parsed(byte[] text, List<Range> lines)
    {
        var joined = new StringBuilder();
        foreach (var line in lines)
        {
            _ = joined.Append(Encoding.UTF8.GetString(text.AsSpan(line))).Append('\n');
        }

        return LockFile.Parse(joined.ToString());
    }

    /// <summary>The lines that only one side has. Locks are written in order, so both are walked at once; what was merged by hand is sorted first.</summary>
    private static (List<Range> From, List<Range> To) Differing(byte[] from, byte[] to)
    {
        var (a, b) = (Sorted(from), Sorted(to));
        var (onlyA, onlyB) = (new List<Range>(), new List<Range>());
        var (i, j) = (0, 0);
        while (i < a.Count || j < b.Count)
        {
            var order = i == a.Count ? 1 : j == b.Count ? -1 : from.AsSpan(a[i]).SequenceCompareTo(to.AsSpan(b[j]));
            if (order < 0)
            {
                onlyA.Add(a[i++]);
            }
            else if (order > 0)
            {
                onlyB.Add(b[j++]);
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }

        return (onlyA, onlyB);
    }

    private static List<Range> Sorted(byte[] text)
    {
        var lines = Partitions(text);
        for (var i = 1; i < lines.Count; i++)
        {
            if (text.AsSpan(lines[i - 1]).SequenceCompareTo(text.AsSpan(lines[i])) > 0)
            {
                lines.Sort((x, y) => text.AsSpan(x).SequenceCompareTo(text.AsSpan(y)));
                break;
            }
        }

        return lines;
    }

    private static List<Range> Partitions(byte[] text)
    {
        var lines = new List<Range>();
        foreach (var line in Lines(text))
        {
            if (text.AsSpan(line).StartsWith(Prefix))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>Everything but the lines of partitions, and the number of the last stage.</summary>
    private static (string Text, int LastStage) Rest(byte[] text)
    {
        var rest = new StringBuilder();
        var last = -1;
        foreach (var line in Lines(text))
        {
            var bytes = text.AsSpan(line);
            if (!bytes.StartsWith(Prefix))
            {
                _ = rest.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
            }
            else if (System.Buffers.Text.Utf8Parser.TryParse(bytes[Prefix.Length..], out int stage, out _))
            {
                last = Math.Max(last, stage);
            }
        }

        return (rest.ToString(), last);
    }

    // A Windows checkout ends lines with \r\n, and some editors begin a file with a mark.
    private static List<Range> Lines(byte[] text)
    {
        var lines = new List<Range>();
        var start = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? text.Length : start + length;
            lines.Add(start..(end > start && text[end - 1] == '\r' ? end - 1 : end));
            start = end + 1;
        }

        return lines;
    }
}
