using System.Text;
using System.IO.Hashing;

namespace SynthTool.Seeds;

/// <summary>
/// Cuts a sequence at content-defined boundaries: whether an element begins a new run follows from the hash of its own
/// key and the length of the run before it, so an inserted, edited or deleted element moves the boundaries around it and no other.
/// </summary>
/// <remarks>
/// Lengths are at least half the target and at most twice it. Up to the target an element begins a run with probability
/// 1 / (elements in the target), from there on with four times that (the "normalised chunking" of FastCDC, Xia et al. 2016): runs are close to the
/// target, and a shifted boundary falls back on an old one soon.
/// </remarks>
/// <param name="target">The length that a run aims at, in the unit of the lengths given to <see cref="Begins"/>.</param>
/// <param name="element">The usual length of one element in that unit: 1 for seeds, a partition's target for partitions.</param>
internal readonly struct Boundary(int target, int element = 1)
{
    private readonly ulong share = ulong.MaxValue / (ulong)Math.Max(1, target / element);
    private readonly int least = Math.Max(1, target / 2);
    private readonly int most = Math.Max(1, target * 2);

    /// <summary>Whether the element with this hash begins a new run when the current one already holds <paramref name="length"/> elements.</summary>
    /// <param name="hash">Uniform 64 bits: <see cref="HashOf(string, long)"/> of the key.</param>
    /// <param name="length">At least 0.</param>
    public bool Begins(ulong hash, long length)
    {
        if (length < least)
        {
            return false;
        }

        if (length >= most)
        {
            return true;
        }

        return hash <= (length < target || share > ulong.MaxValue / 4 ? share : share * 4);
    }

    /// <summary>The hash that decides: XxHash3 of the key's UTF-8 bytes under a seed of the cut's own, so that partitions and shards are cut independently.</summary>
    public static ulong HashOf(string key, long cut) => HashOf(Encoding.UTF8.GetBytes(key), cut);

    /// <param name="key">The key's UTF-8 bytes.</param>
    /// <param name="cut">The cut's own seed.</param>
    public static ulong HashOf(ReadOnlySpan<byte> key, long cut) => XxHash3.HashToUInt64(key, cut);
}
