namespace SynthTool.Formats.Chunks;

/// <summary>Finds the unit with the least rank between two others, in logarithmic time: a document may be made so that every other way is slow.</summary>
internal sealed class LeastRank
{
    private readonly ulong[] ranks;
    private readonly int[] tree;

    public LeastRank(ulong[] ranks)
    {
        this.ranks = ranks;
        tree = new int[ranks.Length * 2];
        for (var i = 0; i < ranks.Length; i++)
        {
            tree[ranks.Length + i] = i;
        }

        for (var i = ranks.Length - 1; i > 0; i--)
        {
            tree[i] = Less(tree[2 * i], tree[(2 * i) + 1]);
        }
    }

    /// <summary>The first of those with the least rank.</summary>
    /// <param name="from">The first unit.</param>
    /// <param name="to">Behind the last; above <paramref name="from"/>.</param>
    public int Between(int from, int to)
    {
        var least = from;
        for (var (low, high) = (from + ranks.Length, to + ranks.Length); low < high; low >>= 1, high >>= 1)
        {
            if ((low & 1) == 1)
            {
                least = Less(least, tree[low++]);
            }

            if ((high & 1) == 1)
            {
                least = Less(least, tree[--high]);
            }
        }

        return least;
    }

    private int Less(int a, int b) => ranks[a] < ranks[b] || (ranks[a] == ranks[b] && a < b) ? a : b;
}
