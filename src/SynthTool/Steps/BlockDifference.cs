using SynthTool.Seeds;

namespace SynthTool.Steps;

/// <summary>
/// Reads of two blocks the rows that are not written alike in both: most rows of a partition that changed are the same bytes, and
/// need not be decoded.
/// </summary>
internal static class BlockDifference
{
    /// <summary>How far a row is looked for among those that follow. One that is further away is decoded on both sides, which costs time alone.</summary>
    private const int Window = 64;

    /// <exception cref="FormatException">The bytes are not blocks.</exception>
    public static (List<Outcome> From, List<Outcome> To) Between(byte[] from, byte[] to)
    {
        var (a, b) = (BlockLines.Of(from), BlockLines.Of(to));
        var (isEqualInA, isEqualInB) = (new bool[a.Count], new bool[b.Count]);
        var next = 0;
        for (var i = 0; i < b.Count; i++)
        {
            var end = Math.Min(a.Count, next + Window);
            for (var j = next; j < end; j++)
            {
                if (b.IsSame(i, a, j))
                {
                    (isEqualInA[j], isEqualInB[i], next) = (true, true, j + 1);
                    break;
                }
            }
        }

        return (a.Others(isEqualInA), b.Others(isEqualInB));
    }

    /// <summary>The places of a block's rows in its bytes.</summary>
    private sealed class BlockLines(byte[] bytes)
    {
        private readonly List<int> seeds = []; // of each row, where its seed's line starts
        private readonly List<int> starts = [];

        public int Count => starts.Count;

        public static BlockLines Of(byte[] bytes)
        {
            var lines = new BlockLines(bytes);
            var seed = -1;
            for (var start = 0; start < bytes.Length;)
            {
                var kind = bytes[start];
                if (kind == 's')
                {
                    seed = start;
                }
                else if (kind == 'r' && seed >= 0)
                {
                    lines.seeds.Add(seed);
                    lines.starts.Add(start);
                }
                else if (kind != 'c')
                {
                    throw new FormatException("An unknown line.");
                }

                start += lines.Line(start).Length + 1;
            }

            return lines;
        }

        public bool IsSame(int row, BlockLines other, int otherRow) =>
            Line(starts[row]).SequenceEqual(other.Line(other.starts[otherRow])) && Line(seeds[row]).SequenceEqual(other.Line(other.seeds[otherRow]));

        /// <summary>Decodes the rows that are not marked.</summary>
        public List<Outcome> Others(bool[] marked)
        {
            var others = new List<Outcome>();
            var (seed, of) = ((Seed?)null, -1);
            for (var i = 0; i < Count; i++)
            {
                if (marked[i])
                {
                    continue;
                }

                if (of != seeds[i])
                {
                    (seed, of) = (BlockFormat.ReadSeed(Line(seeds[i])[1..]), seeds[i]);
                }

                others.Add(BlockFormat.ReadOutcome(Line(starts[i])[1..], seed!));
            }

            return others;
        }

        private ReadOnlySpan<byte> Line(int start)
        {
            var rest = bytes.AsSpan(start);
            var length = rest.IndexOf((byte)'\n');
            return length < 0 ? throw new FormatException("The block is cut.") : rest[..length];
        }
    }
}
