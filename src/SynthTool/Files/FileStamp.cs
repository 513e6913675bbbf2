using System.Runtime.InteropServices;

namespace SynthTool.Files;

/// <summary>What the file system says of a file without reading it. Two equal stamps mean "not touched", unless the stamp is racy.</summary>
/// <param name="Size">In bytes; 0 for a folder.</param>
/// <param name="ModifiedNs">Last write, in nanoseconds since 1970.</param>
/// <param name="ChangedNs">Last change of content or metadata, in nanoseconds since 1970; 0 where the system has none.</param>
/// <param name="Inode">The file's number; 0 where the system has none.</param>
/// <param name="IsFolder">Whether the path is a folder.</param>
internal readonly partial record struct FileStamp(long Size, long ModifiedNs, long ChangedNs, ulong Inode, bool IsFolder)
{
    /// <summary>The stamp of a path with links followed, or null when nothing is there.</summary>
    public static FileStamp? Of(string absolutePath) => OperatingSystem.IsWindows() ? OfWindows(absolutePath) : OfUnix(absolutePath);

    /// <summary>Whether a file holds bytes, as devices and pipes do not: opening those may wait for ever.</summary>
    public static bool IsOrdinary(string absolutePath) => OperatingSystem.IsWindows() || (Stat(absolutePath, out var status) == 0 && (status.Mode & 0xF000) == 0x8000);

    private static FileStamp? OfUnix(string path)
    {
        if (Stat(path, out var status) != 0)
        {
            return null;
        }

        var isFolder = (status.Mode & 0xF000) == 0x4000;
        return new FileStamp(
            isFolder ? 0 : status.Size,
            (status.MTime * 1_000_000_000) + status.MTimeNsec,
            (status.CTime * 1_000_000_000) + status.CTimeNsec,
            (ulong)status.Ino,
            isFolder);
    }

    private static FileStamp? OfWindows(string path)
    {
        FileSystemInfo info = new FileInfo(path);
        if (!info.Exists)
        {
            info = new DirectoryInfo(path);
        }

        return info.Exists
            ? new FileStamp((info as FileInfo)?.Length ?? 0, (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100, 0, 0, info is DirectoryInfo)
            : null;
    }

    // The runtime's own portable stat: one call for size, both times and inode; FileInfo has no inode.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, out FileStatus status);

    [StructLayout(LayoutKind.Sequential)]
    private struct FileStatus
    {
        public int Flags;
        public int Mode;
        public uint Uid;
        public uint Gid;
        public long Size;
        public long ATime;
        public long ATimeNsec;
        public long MTime;
        public long MTimeNsec;
        public long CTime;
        public long CTimeNsec;
        public long BirthTime;
        public long BirthTimeNsec;
        public long Dev;
        public long RDev;
        public long Ino;
        public uint UserFlags;
    }
}
