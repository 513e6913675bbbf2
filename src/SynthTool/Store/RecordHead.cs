namespace SynthTool.Store;

/// <summary>What of a record decides whether it counts.</summary>
internal readonly record struct RecordHead(Pack Pack, long Offset, RecordKind Kind, byte Attempt, uint Generation, bool IsFailure)
{
    /// <summary>
    /// Which of the records of one key counts: the first that was not forgotten. Where that is a failure, the first answer that was bought
    /// to replace it; the last attempt where all of them failed.
    /// </summary>
    public static RecordHead? Winner(IReadOnlyCollection<RecordHead> records)
    {
        var forgotten = records.Where(r => r.Kind is RecordKind.Forgotten).Select(r => r.Generation).DefaultIfEmpty().Max();
        RecordHead? winner = null;
        foreach (var record in records
            .Where(r => r.Kind is not RecordKind.Forgotten && r.Generation >= forgotten)
            .OrderBy(r => r.Attempt)
            .ThenBy(r => r.Pack.Name, StringComparer.Ordinal)
            .ThenBy(r => r.Offset))
        {
            if (winner is not { } current || (current.IsFailure && record.Kind is RecordKind.Replacement))
            {
                winner = record;
            }
        }

        return winner;
    }
}
