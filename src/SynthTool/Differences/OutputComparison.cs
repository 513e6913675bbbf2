using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Differences;

/// <summary>Compares one output's rows by their ids, partition by partition. A row that has no partner in its partition waits for one from another.</summary>
/// <param name="shown">How many rows of each kind are kept to be shown.</param>
internal sealed class OutputComparison(string name, int shown)
{
    private const int KeptWhole = 20_000;

    private readonly Dictionary<UInt128, Pending> before = [];
    private readonly Dictionary<UInt128, Pending> after = [];
    private readonly List<DiffRow> changedRows = [];
    private readonly List<DiffRow> addedRows = [];
    private readonly List<DiffRow> removedRows = [];
    private readonly Dictionary<string, ColumnMeasures> measuresBefore = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnMeasures> measuresAfter = new(StringComparer.Ordinal);
    private readonly List<string> columns = [];
    private long changed;
    private long added;
    private long removed;
    private long waiting;

    public string Name => name;

    /// <summary>Adds the rows of partitions with the same first key; a side without that partition gives none.</summary>
    public void Add(string partition, IReadOnlyList<SideRow> from, IReadOnlyList<SideRow> to)
    {
        var partners = from.ToDictionary(r => r.Id, StringComparer.Ordinal);
        foreach (var row in to)
        {
            if (partners.Remove(row.Id, out var partner))
            {
                Compare(partner, row);
            }
            else
            {
                Wait(after, partition, row);
            }
        }

        foreach (var row in from.Where(r => partners.ContainsKey(r.Id)))
        {
            Wait(before, partition, row);
        }
    }

    /// <summary>The partitions whose rows are needed once more to end the comparison, since too many moved to be kept.</summary>
    public (IReadOnlySet<string> From, IReadOnlySet<string> To) Unsettled() => (Unsettled(before, after), Unsettled(after, before));

    /// <param name="fromRows">All rows of the older side's partitions of <see cref="Unsettled()"/>.</param>
    /// <param name="toRows">Those of the newer side's.</param>
    /// <param name="waitingFrom">Whether it is not known what the older side has of a seed.</param>
    /// <param name="waitingTo">The same of the newer side.</param>
    public DiffOutput Finish(IEnumerable<SideRow> fromRows, IEnumerable<SideRow> toRows, Func<ulong, bool> waitingFrom, Func<ulong, bool> waitingTo)
    {
        var now = SettleLonely(DiffKind.Added, after, before, toRows, waitingFrom);
        var old = SettleLonely(DiffKind.Removed, before, after, fromRows, waitingTo);
        foreach (var (id, row) in now)
        {
            Compare(old[id], row);
        }

        return new DiffOutput(name)
        {
            Added = added,
            Removed = removed,
            Changed = changed,
            Waiting = waiting,
            Rows = [.. changedRows, .. addedRows, .. removedRows],
            Measures = [.. columns.SelectMany(MeasuresOf)],
        };
    }

    /// <summary>Counts the rows without a partner.</summary>
    /// <returns>The rows whose partner differs.</returns>
    private Dictionary<UInt128, SideRow> SettleLonely(
        DiffKind kind, Dictionary<UInt128, Pending> side, Dictionary<UInt128, Pending> other, IEnumerable<SideRow> again, Func<ulong, bool> isWaiting)
    {
        var paired = new Dictionary<UInt128, SideRow>();
        foreach (var row in side.Values.Select(p => p.Row).OfType<SideRow>().Concat(again.Where(r => side.TryGetValue(HashOf(r.Id), out var p) && p.Row is null)))
        {
            var id = HashOf(row.Id);
            if (!other.TryGetValue(id, out var partner))
            {
                Settle(kind, row, isWaiting);
            }
            else if (partner.Digest != side[id].Digest)
            {
                paired.Add(id, row);
            }
        }

        return paired;
    }

    private void Compare(SideRow from, SideRow to)
    {
        if (from.IsWrittenAs(to) || from.Digest() == to.Digest())
        {
            return;
        }

        changed++;
        Measure(from, to);
        if (changedRows.Count < shown)
        {
            var names = to.Columns.Concat(from.Columns).Distinct(StringComparer.Ordinal);
            changedRows.Add(new DiffRow(DiffKind.Changed, to.Id, from.Split, to.Split, [.. names.SelectMany(n => ValueDifference.Between(n, from.Value(n), to.Value(n)))]));
        }
    }

    private void Settle(DiffKind kind, SideRow row, Func<ulong, bool> isWaiting)
    {
        if (isWaiting(row.SeedHash))
        {
            waiting++;
            return;
        }

        var isAdded = kind is DiffKind.Added;
        _ = isAdded ? added++ : removed++;
        Measure(isAdded ? null : row, isAdded ? row : null);
        var rows = isAdded ? addedRows : removedRows;
        if (rows.Count < shown)
        {
            rows.Add(new DiffRow(kind, row.Id, isAdded ? null : row.Split, isAdded ? row.Split : null,
                [.. row.Columns.Zip(row.Values).Select(c => new DiffValue(c.First, isAdded ? null : c.Second, isAdded ? c.Second : null, []))]));
        }
    }

    private void Measure(SideRow? from, SideRow? to)
    {
        foreach (var column in (to?.Columns ?? []).Concat(from?.Columns ?? []))
        {
            if (measuresBefore.TryAdd(column, new ColumnMeasures()))
            {
                measuresAfter.Add(column, new ColumnMeasures());
                columns.Add(column);
            }
        }

        Measure(from, measuresBefore);
        Measure(to, measuresAfter);
    }

    private static void Measure(SideRow? row, Dictionary<string, ColumnMeasures> measures)
    {
        for (var i = 0; i < row?.Columns.Length; i++)
        {
            // The length of an id says nothing.
            if (!(row.Values[i].ValueKind is JsonValueKind.String && row.Values[i].ValueEquals(row.Id)))
            {
                measures[row.Columns[i]].Add(row.Values[i]);
            }
        }
    }

    private IEnumerable<DiffMeasure> MeasuresOf(string column) =>
        from unit in new[] { ColumnMeasures.Number, ColumnMeasures.Characters }
        let was = measuresBefore[column].Of(unit)
        let now = measuresAfter[column].Of(unit)
        where was.Values + now.Values > 0 && was != now
        select new DiffMeasure(column, unit, was, now);

    private static void Wait(Dictionary<UInt128, Pending> side, string partition, SideRow row) =>
        side[HashOf(row.Id)] = new Pending(partition, row.Digest(), side.Count < KeptWhole ? row : null);

    private static HashSet<string> Unsettled(Dictionary<UInt128, Pending> side, Dictionary<UInt128, Pending> other) =>
        [.. side.Where(p => p.Value.Row is null && !(other.TryGetValue(p.Key, out var partner) && partner.Digest == p.Value.Digest)).Select(p => p.Value.Partition)];

    private static UInt128 HashOf(string id) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()));

    /// <param name="Row">Null when there are too many to keep; its partition is then read once more.</param>
    private readonly record struct Pending(string Partition, UInt128 Digest, SideRow? Row);
}
