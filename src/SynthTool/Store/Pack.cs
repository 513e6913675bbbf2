using System.Buffers;
using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>One pack, open for reading.</summary>
internal sealed class Pack : IDisposable
{
    public const string Extension = ".pack";

    private const int UsualRecordBytes = 4096;

    public Pack(string path, int number, SafeFileHandle file)
    {
        FilePath = path;
        Name = Path.GetFileNameWithoutExtension(path);
        Number = number;
        File = file;
    }

    public string FilePath { get; }

    /// <summary>Begins with the time at which its writer started: the order of names is the order in which answers win.</summary>
    public string Name { get; }

    /// <summary>Its place among the packs that this process has opened.</summary>
    public int Number { get; }

    public SafeFileHandle File { get; }

    /// <summary>Whether its file was removed, by merging or collecting.</summary>
    public bool IsGone { get; set; }

    /// <summary>Where its records lie; empty while they are in the table of recent ones.</summary>
    public SortedKeys Keys { get; set; } = SortedKeys.Empty;

    /// <summary>Where the last known record ends.</summary>
    public long End { get; set; } = PackFormat.HeaderSize;

    /// <summary>Where the file ended when it was looked at last.</summary>
    public long Length { get; set; }

    /// <summary>A quicker way to its bytes, for packs that nobody writes any more.</summary>
    public PackMap? Map { get; set; }

    /// <summary>The record at an offset; to be disposed.</summary>
    public RecordLease Lease(long offset)
    {
        if (Map is { } map && map.TryLease(offset, out var bytes, out var mapped))
        {
            return new RecordLease(bytes, null, mapped);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(UsualRecordBytes);
        var read = Disk.Read(File, buffer, offset, FilePath);
        var size = PackFormat.SizeAt(buffer.AsSpan(0, read));
        if (size > buffer.Length && offset + size <= Disk.Length(File, FilePath))
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(size);
            read = Disk.Read(File, buffer.AsSpan(0, size), offset, FilePath);
        }

        return new RecordLease(buffer.AsSpan(0, read), buffer, null);
    }

    public void Dispose()
    {
        Map?.Dispose();
        File.Dispose();
    }
}
