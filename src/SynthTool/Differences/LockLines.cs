using SynthTool.Build;

namespace SynthTool.Differences;

/// <summary>
/// A lock, read as far as a comparison needs it: partitions are many, and of two locks nearly all their lines are equal.
/// </summary>
/// <param name="Facts">Everything but partitions.</param>
/// <param name="Outputs">Of the partitions, the digest of the last stage's rows by first key: those that the other side does not have alike, or all.</param>
/// <param name="BeforeLast">The same of the stage before the last, for the same partitions.</param>
/// <param name="LastStage">The number of the last stage; -1 without any partition.</param>
internal sealed record LockLines(LockFile Facts, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, string> BeforeLast, int LastStage)
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>Whether the text is a lock that can be trusted: no conflict, no line that is not understood.</summary>
    public bool IsUsable { get; init; }

    public static LockLines Of(byte[] text)
    {
        var read = LockPartitions.Of(text);
        return Read(read, read.All());
    }

    /// <summary>Two locks, with the partitions in which they differ.</summary>
    public static (LockLines From, LockLines To) Compare(byte[] from, byte[] to)
    {
        var (a, b) = (LockPartitions.Of(from), LockPartitions.Of(to));
        if (a.LastStage != b.LastStage)
        {
            return (Read(a, a.All()), Read(b, b.All())); // equal lines are of different stages' meaning
        }

        var (ofFrom, ofTo) = LockPartitions.Differing(a, b);
        return (Read(a, ofFrom), Read(b, ofTo));
    }

    private static LockLines Read(LockPartitions text, List<int> lines)
    {
        var last = text.LastStage;
        var facts = LockFile.Parse(text.Rest);
        var outputs = text.Outputs(lines, last);
        var before = last > 0 ? text.Outputs(text.OfStage(lines, last - 1), last - 1) : None;
        var isWhole = facts.UnknownLines.IsEmpty && outputs is not null && before is not null && !LockFile.HasConflict(text.Rest);
        return new LockLines(facts.Lock, outputs ?? None, before ?? None, last)
        {
            IsUsable = isWhole && facts.Lock.Inputs.Count > 0 && (last >= 0 || facts.Lock.Counts.GetValueOrDefault("seeds") == 0),
        };
    }
}
