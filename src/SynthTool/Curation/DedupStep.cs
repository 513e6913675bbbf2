using System.Buffers.Binary;
using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Curation;

/// <summary><c>dedup:</c> keeps the first, in dataset order, of the rows whose columns are equal as canonical JSON.</summary>
/// <remarks>A sketch is 16 bytes of digest a row; a block's decisions are the positions of the rows that go, four bytes each.</remarks>
internal sealed class DedupStep(DedupDefinition definition, NameShapes declared) : ICorpusStep
{
    private const int DigestSize = 16;
    private const int PositionSize = 4;

    private readonly ImmutableArray<RowExpression> columns = [.. definition.Columns.Select(c => new RowExpression(c, declared))];

    public string Name => definition.Name;

    public byte[] Sketch(Block block)
    {
        var sketch = new byte[block.Rows.Length * DigestSize];
        using var hasher = new ContentHasher();
        for (var i = 0; i < block.Rows.Length; i++)
        {
            foreach (var column in columns)
            {
                hasher.Add(CanonicalJson.ToBytes(column.Evaluate(block.Rows[i])));
            }

            var digest = hasher.Finish();
            BinaryPrimitives.WriteUInt64BigEndian(sketch.AsSpan(i * DigestSize), digest.A);
            BinaryPrimitives.WriteUInt64BigEndian(sketch.AsSpan((i * DigestSize) + 8), digest.B);
        }

        return sketch;
    }

    public ImmutableArray<byte[]> Decide(IReadOnlyList<byte[]> sketches)
    {
        var entries = new Entry[sketches.Sum(s => s.Length / DigestSize)];
        var next = 0;
        for (var partition = 0; partition < sketches.Count; partition++)
        {
            for (var at = 0; at < sketches[partition].Length; at += DigestSize)
            {
                entries[next++] = new Entry(
                    BinaryPrimitives.ReadUInt64BigEndian(sketches[partition].AsSpan(at)),
                    BinaryPrimitives.ReadUInt64BigEndian(sketches[partition].AsSpan(at + 8)),
                    partition, at / DigestSize);
            }
        }

        Array.Sort(entries);
        var gone = entries.Where((entry, i) => i > 0 && entry.SameContent(entries[i - 1])).OrderBy(e => e.Partition).ThenBy(e => e.Position);
        var byPartition = gone.GroupBy(e => e.Partition).ToDictionary(g => g.Key, Positions);
        return [.. Enumerable.Range(0, sketches.Count).Select(p => byPartition.GetValueOrDefault(p, []))];
    }

    public IReadOnlyList<Verdict> Apply(Block block, byte[] decisions)
    {
        var gone = new HashSet<int>();
        for (var at = 0; at < decisions.Length; at += PositionSize)
        {
            gone.Add(BinaryPrimitives.ReadInt32BigEndian(decisions.AsSpan(at)));
        }

        return [.. block.Rows.Select(Verdict (row, i) => gone.Contains(i) ? new Verdict.Drop(row, "duplicate", null) : new Verdict.Keep(row))];
    }

    private static byte[] Positions(IEnumerable<Entry> gone)
    {
        var positions = gone.Select(e => e.Position).ToArray();
        var bytes = new byte[positions.Length * PositionSize];
        for (var i = 0; i < positions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * PositionSize), positions[i]);
        }

        return bytes;
    }

    private readonly record struct Entry(ulong High, ulong Low, int Partition, int Position) : IComparable<Entry>
    {
        public bool SameContent(Entry other) => High == other.High && Low == other.Low;

        public int CompareTo(Entry other)
        {
            var order = High.CompareTo(other.High);
            order = order != 0 ? order : Low.CompareTo(other.Low);
            order = order != 0 ? order : Partition.CompareTo(other.Partition);
            return order != 0 ? order : Position.CompareTo(other.Position);
        }
    }
}
