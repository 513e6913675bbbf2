#pragma warning disable RS0030 // Files is the one door to the disk
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SynthTool.Files;

/// <summary>The plain operations on files and folders. Every failure of the system becomes a <see cref="FileFailure"/>.</summary>
internal static partial class Disk
{
    private const int ReadOnlyCloseOnExec = 0x10; // the runtime's own numbering of the flags
    /// <summary>Opens for reading at any position, while others may write, rename or remove the file.</summary>
    public static SafeFileHandle OpenRead(string absolute, FileOptions options = FileOptions.None) =>
        Guard(absolute, "Reading", () => File.OpenHandle(absolute, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, options));

    /// <summary>A buffered stream from the file's beginning, for reading it in order.</summary>
    public static FileStream OpenStream(string absolute) =>
        Guard(absolute, "Reading", () => FileStamp.Of(absolute) is null || FileStamp.IsOrdinary(absolute)
            ? new FileStream(absolute, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024, FileOptions.SequentialScan)
            : throw FileFailure.Because(FilesDiagnostics.NotPermitted, absolute, "it is no ordinary file", "Reading"));

    /// <summary>Creates a file that must not exist yet, for writing at any position, while others may read.</summary>
    public static SafeFileHandle CreateNew(string absolute) =>
        Guard(absolute, "Creating", () => File.OpenHandle(absolute, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Reads until the buffer is full or the file ends; returns how many bytes.</summary>
    public static int Read(SafeFileHandle file, Span<byte> buffer, long offset, string absolute)
    {
        try
        {
            var total = 0;
            while (total < buffer.Length)
            {
                var read = RandomAccess.Read(file, buffer[total..], offset + total);
                if (read == 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Reading");
        }
    }

    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, string absolute)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Writing");
        }
    }

    /// <summary>Returns when the file's content will survive a power cut.</summary>
    public static void Sync(SafeFileHandle file, string absolute) => Guard(absolute, "Writing", () => RandomAccess.FlushToDisk(file));

    public static long Length(SafeFileHandle file, string absolute) => Guard(absolute, "Reading", () => RandomAccess.GetLength(file));

    public static void SetLength(SafeFileHandle file, long length, string absolute) => Guard(absolute, "Writing", () => RandomAccess.SetLength(file, length));

    public static bool FileExists(string absolute) => FileStamp.Of(absolute) is { IsFolder: false };

    public static bool FolderExists(string absolute) => FileStamp.Of(absolute) is { IsFolder: true };

    /// <summary>Creates the folder and its parents where they are missing.</summary>
    public static void CreateFolder(string absolute) => Guard(absolute, "Creating", () => Directory.CreateDirectory(absolute));

    /// <summary>Removes a file; nothing happens when it is not there.</summary>
    public static void Delete(string absolute) => Guard(absolute, "Removing", () =>
    {
        if (FolderExists(Path.GetDirectoryName(absolute)!))
        {
            File.Delete(absolute);
        }
    });

    /// <summary>Removes a folder and all that is in it; nothing happens when it is not there. A link is removed, its target is not.</summary>
    public static void DeleteFolder(string absolute) => Guard(absolute, "Removing", () =>
    {
        var folder = new DirectoryInfo(absolute);
        if (folder.LinkTarget is not null)
        {
            folder.Delete();
        }
        else if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }
    });

    /// <summary>Removes a folder that holds nothing; otherwise nothing happens.</summary>
    public static void DeleteFolderIfEmpty(string absolute) => Guard(absolute, "Removing", () =>
    {
        if (FolderExists(absolute) && !Directory.EnumerateFileSystemEntries(absolute).Any())
        {
            Directory.Delete(absolute);
        }
    });

    /// <summary>What the user may still write where the folder lies, in bytes; null when the system does not say.</summary>
    public static long? FreeBytes(string absoluteFolder)
    {
        try
        {
            return new DriveInfo(absoluteFolder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Renames within a folder or a file system, over a file that may be there.</summary>
    public static void Rename(string absolute, string to) => Guard(to, "Writing", () => File.Move(absolute, to, overwrite: true));

    /// <summary>The names of the files in a folder in ordinal order; none when the folder is missing.</summary>
    public static IReadOnlyList<string> FilesIn(string absoluteFolder) => Names(absoluteFolder, folders: false);

    /// <summary>The names of the folders in a folder in ordinal order; none when the folder is missing. Links are left out.</summary>
    public static IReadOnlyList<string> FoldersIn(string absoluteFolder) => Names(absoluteFolder, folders: true);

    /// <summary>Makes created, renamed and removed names in the folder survive a power cut, where the system can.</summary>
    public static void SyncFolder(string absoluteFolder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // the names are journalled there
        }

        var descriptor = Open(absoluteFolder, ReadOnlyCloseOnExec, 0);
        if (descriptor >= 0)
        {
            using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
            _ = FSync(descriptor); // some file systems refuse it for folders; there is nothing better to do there
        }
    }

    /// <summary>Opens for reading even while another process holds an exclusive lock on the file.</summary>
    public static SafeFileHandle OpenUnlocked(string absolute)
    {
        if (OperatingSystem.IsWindows())
        {
            return OpenRead(absolute);
        }

        var descriptor = Open(absolute, ReadOnlyCloseOnExec, 0);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw FileFailure.From(new FileNotFoundException(), absolute, "Reading");
    }

    private static IReadOnlyList<string> Names(string absoluteFolder, bool folders) => Guard(absoluteFolder, "Listing", () =>
    {
        if (!FolderExists(absoluteFolder))
        {
            return (IReadOnlyList<string>)[];
        }

        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        var names = new FileSystemEnumerable<string>(absoluteFolder, (ref FileSystemEntry entry) => entry.FileName.ToString(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                entry.IsDirectory == folders && !(folders && entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
        };
        return [.. names.Order(StringComparer.Ordinal)];
    });

    private static T Guard<T>(string absolute, string doing, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, doing);
        }
    }

    private static void Guard(string absolute, string doing, Action work) => Guard(absolute, doing, () =>
    {
        work();
        return true;
    });

    // The managed calls refuse to open a folder.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags, int mode);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FSync")]
    private static partial int FSync(nint descriptor);
}
