using System.Collections.Immutable;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>A path and how the file system described it before it was read or after it was written.</summary>
/// <param name="Path">Relative to the repository's root.</param>
/// <param name="Stamp">Null when nothing was there.</param>
/// <param name="IsRacy">
/// Whether the file was written so shortly before its stamp was taken that a later write could bear the same time; such
/// a stamp proves nothing (git's "racily clean" entries).
/// </param>
internal readonly record struct TrustedStamp(string Path, FileStamp? Stamp, bool IsRacy)
{
    /// <summary>The coarsest clock of a file system that we expect, but for those that count in seconds.</summary>
    private const long GranularityNs = 50_000_000;

    /// <param name="takenNs">When the stamp was taken, in nanoseconds since 1970.</param>
    public static TrustedStamp Of(string path, FileStamp? stamp, long takenNs) =>
        new(path, stamp, stamp is { } s && Math.Max(s.ModifiedNs, s.ChangedNs) >= takenNs - Granularity(s));

    public bool Holds(RepositoryRoot root) => !IsRacy && FileStamp.Of(root.Absolute(Path)) == Stamp;

    public static void WriteAll(BinaryWriter writer, ImmutableArray<TrustedStamp> paths)
    {
        writer.Write(paths.Length);
        foreach (var path in paths)
        {
            writer.Write(path.Path);
            writer.Write(path.IsRacy);
            writer.Write(path.Stamp is not null);
            if (path.Stamp is { } stamp)
            {
                writer.Write(stamp.Size);
                writer.Write(stamp.ModifiedNs);
                writer.Write(stamp.ChangedNs);
                writer.Write(stamp.Inode);
                writer.Write(stamp.IsFolder);
            }
        }
    }

    public static ImmutableArray<TrustedStamp> ReadAll(BinaryReader reader)
    {
        var paths = new TrustedStamp[SealedFile.ReadCount(reader, leastBytes: 3)];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = Read(reader);
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(paths);
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote, as far as it holds.</summary>
    /// <remarks>With loops alone: on the fastest path each generic method of a collection would first have to be compiled.</remarks>
    public static bool AllHold(BinaryReader reader, RepositoryRoot root)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            if (!Read(reader).Holds(root))
            {
                return false;
            }
        }

        return true;
    }

    private static TrustedStamp Read(BinaryReader reader)
    {
        var path = reader.ReadString();
        var racy = reader.ReadBoolean();
        FileStamp? stamp = reader.ReadBoolean()
            ? new FileStamp(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64(), reader.ReadBoolean())
            : null;
        return new TrustedStamp(path, stamp, racy);
    }

    // A time in whole seconds comes from a file system that knows no better.
    private static long Granularity(FileStamp stamp) => stamp.ModifiedNs % 1_000_000_000 == 0 ? 2_000_000_000 : GranularityNs;
}
