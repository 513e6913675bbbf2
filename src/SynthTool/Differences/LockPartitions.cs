using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SynthTool.Build;
using SynthTool.Store;

namespace SynthTool.Differences;

/// <summary>
/// The lines of a lock that name partitions, in order, as places in its text: of two locks nearly all of them are equal and need not be
/// understood. One pass, with arrays and loops alone: a lock of a million rows is read in the time that its bytes take.
/// </summary>
internal sealed class LockPartitions
{
    private const int WordsAfterKey = 3;

    private readonly byte[] text;
    private int[] starts = new int[256];
    private int[] ends = new int[256];

    private LockPartitions(byte[] text) => this.text = text;

    private static ReadOnlySpan<byte> Prefix => "partition "u8;

    public int Count { get; private set; }

    /// <summary>Everything but the lines of partitions.</summary>
    public string Rest { get; private set; } = "";

    /// <summary>The number of the last stage; -1 without any partition.</summary>
    public int LastStage { get; private set; } = -1;

    public static LockPartitions Of(byte[] text)
    {
        var read = new LockPartitions(text);
        var isSorted = read.ReadLines();
        if (!isSorted)
        {
            read.Sort(); // a lock that was merged by hand
        }

        return read;
    }

    /// <summary>The lines that only one side has. Both are in order, so they are walked at once.</summary>
    public static (List<int> From, List<int> To) Differing(LockPartitions from, LockPartitions to)
    {
        var (onlyFrom, onlyTo) = (new List<int>(), new List<int>());
        var (i, j) = (0, 0);
        while (i < from.Count || j < to.Count)
        {
            var order = i == from.Count ? 1 : j == to.Count ? -1 : from.Line(i).SequenceCompareTo(to.Line(j));
            if (order < 0)
            {
                onlyFrom.Add(i++);
            }
            else if (order > 0)
            {
                onlyTo.Add(j++);
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }

        return (onlyFrom, onlyTo);
    }

    public List<int> All() => [.. Enumerable.Range(0, Count)];

    /// <summary>The digests of a stage's rows in some lines, by the partitions' first keys; null when a line is not understood.</summary>
    public Dictionary<string, string>? Outputs(List<int> lines, int stage)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var at in lines)
        {
            if (LockFile.Words(Encoding.UTF8.GetString(Line(at))) is not ["partition", var number, var key, var input, var output, var responses]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var its)
                || !ContentHash.TryParse(input, out _) || !ContentHash.TryParse(output, out _) || !ContentHash.TryParse(responses, out _))
            {
                return null;
            }

            if (its == stage)
            {
                outputs[key] = output;
            }
        }

        return outputs;
    }

    /// <summary>The lines of another stage for the same partitions, as far as there are such.</summary>
    public List<int> OfStage(List<int> lines, int stage)
    {
        var found = new List<int>();
        foreach (var line in lines)
        {
            var prefix = WithStage(Line(line), stage);
            var at = FirstNotBelow(prefix);
            if (at < Count && Line(at).StartsWith(prefix))
            {
                found.Add(at);
            }
        }

        return found;
    }

    private ReadOnlySpan<byte> Line(int at) => text.AsSpan(starts[at], ends[at] - starts[at]);

    /// <summary>The start of the line that another stage has for a line's partition: all up to the digests.</summary>
    private static byte[] WithStage(ReadOnlySpan<byte> line, int stage)
    {
        var end = line.Length;
        for (var i = 0; i < WordsAfterKey; i++)
        {
            end = Math.Max(0, line[..end].LastIndexOf((byte)' '));
        }

        var start = Math.Min(end, Prefix.Length + line[Math.Min(Prefix.Length, line.Length)..].IndexOf((byte)' ') + 1);
        return [.. Prefix, .. Encoding.ASCII.GetBytes(stage.ToString(CultureInfo.InvariantCulture)), (byte)' ', .. line[start..end], (byte)' '];
    }

    private int FirstNotBelow(ReadOnlySpan<byte> prefix)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Line(middle).SequenceCompareTo(prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <returns>Whether the partitions are in order.</returns>
    private bool ReadLines()
    {
        var rest = new StringBuilder();
        var isSorted = true;

        // A Windows checkout ends lines with \r\n, and some editors begin a file with a mark.
        for (var start = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf((byte)'\n');
            var next = length < 0 ? text.Length : start + length;
            var end = next > start && text[next - 1] == '\r' ? next - 1 : next;
            var line = text.AsSpan(start, end - start);
            if (line.StartsWith(Prefix))
            {
                Add(start, end);
                isSorted &= Count == 1 || Line(Count - 2).SequenceCompareTo(line) <= 0;
                LastStage = Math.Max(LastStage, Utf8Parser.TryParse(line[Prefix.Length..], out int stage, out _) ? stage : -1);
            }
            else
            {
                _ = rest.Append(Encoding.UTF8.GetString(line)).Append('\n');
            }

            start = next + 1;
        }

        Rest = rest.ToString();
        return isSorted;
    }

    private void Add(int start, int end)
    {
        if (Count == starts.Length)
        {
            Array.Resize(ref starts, Count * 2);
            Array.Resize(ref ends, Count * 2);
        }

        starts[Count] = start;
        ends[Count++] = end;
    }

    private void Sort()
    {
        var order = All();
        order.Sort((x, y) => Line(x).SequenceCompareTo(Line(y)));
        (starts, ends) = ([.. order.Select(i => starts[i])], [.. order.Select(i => ends[i])]);
    }
}
