using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using SynthTool.Files;

namespace SynthTool.Formats.Taxonomy;

/// <summary>Where a leaf lies in its tree, and what lies beside it.</summary>
/// <param name="Path">Its folder in the tree, such as <c>knowledge/science/animals</c>.</param>
/// <param name="Beside">The files in its folder and below that may be its documents, in ordinal order of their paths.</param>
internal sealed record TaxonomyPlace(string Path, ImmutableArray<BesideFile> Beside)
{
    /// <summary>A stamp that differs when the leaf does, or anything beside it, or when something there comes or goes.</summary>
    /// <param name="leaf">The leaf's own.</param>
    public FileStamp StampWith(FileStamp leaf)
    {
        if (Beside.IsEmpty)
        {
            return leaf;
        }

        var hash = new XxHash3();
        Span<byte> numbers = stackalloc byte[4 * sizeof(long)];
        foreach (var file in Beside)
        {
            hash.Append(Encoding.UTF8.GetBytes(file.RepoPath));
            BinaryPrimitives.WriteInt64LittleEndian(numbers, file.Stamp.Size);
            BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], file.Stamp.ModifiedNs);
            BinaryPrimitives.WriteInt64LittleEndian(numbers[16..], file.Stamp.ChangedNs);
            BinaryPrimitives.WriteUInt64LittleEndian(numbers[24..], file.Stamp.Inode);
            hash.Append(numbers);
        }

        return leaf with
        {
            Inode = leaf.Inode ^ hash.GetCurrentHashAsUInt64(),
            ModifiedNs = Math.Max(leaf.ModifiedNs, Beside.Max(b => b.Stamp.ModifiedNs)),
            ChangedNs = Math.Max(leaf.ChangedNs, Beside.Max(b => b.Stamp.ChangedNs)),
        };
    }
}
