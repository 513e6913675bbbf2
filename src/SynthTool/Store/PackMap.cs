using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>
/// A pack's bytes in the address space: a call to the system for each answer would cost more than all the rest of looking it up.
/// Only packs that nobody writes any more are mapped, because the system kills a process that reads where a mapped file was cut off.
/// </summary>
internal sealed class PackMap(SafeFileHandle file, string path, long length) : IDisposable
{
    /// <summary>Smaller packs are not worth a map.</summary>
    public const long MinBytes = 1024 * 1024;

    private const int LooksAtLength = 1024;
    private const long Near = 4 * 1024 * 1024; // several threads read in order, each at a place of its own

    private readonly Lock gate = new();
    private SafeMemoryMappedViewHandle? view;
    private long last;
    private int reads;
    private bool cut;

    /// <summary>The bytes from an offset on, which stay until the handle is released; false when the pack must be read in another way.</summary>
    public unsafe bool TryLease(long offset, out ReadOnlySpan<byte> bytes, out SafeMemoryMappedViewHandle lease)
    {
        bytes = default;
        lease = null!;
        if (offset >= length || !IsThere() || View() is not { } current)
        {
            return false;
        }

        lease = current;
        bytes = new ReadOnlySpan<byte>((byte*)current.DangerousGetHandle() + offset, (int)Math.Min(length - offset, int.MaxValue));
        return true;
    }

    /// <summary>Whether a read lies near the one before it.</summary>
    public bool FollowsLast(long offset) => Math.Abs(offset - Interlocked.Exchange(ref last, offset)) <= Near;

    /// <summary>Lets the system have the memory back; the next read maps the pack anew.</summary>
    public void Renew()
    {
        lock (gate)
        {
            view?.Dispose(); // unmapped when the last reader has released it
            view = null;
        }
    }

    public void Dispose()
    {
        cut = true;
        Renew();
    }

    private SafeMemoryMappedViewHandle? View()
    {
        var held = false;
        if (Volatile.Read(ref view) is { } current)
        {
            try
            {
                current.DangerousAddRef(ref held);
                return current;
            }
            catch (ObjectDisposedException)
            {
                // Renewed just now.
            }
        }

        lock (gate)
        {
            if (cut)
            {
                return null;
            }

            view ??= Map();
            view?.DangerousAddRef(ref held);
            return view;
        }
    }

    private SafeMemoryMappedViewHandle? Map()
    {
        try
        {
            using var mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            cut = true; // no address space, or a file system without maps: reading does as well
            return null;
        }
    }

    // Cheap enough to be worth it, though it cannot close the gap: somebody may cut the file between two looks.
    private bool IsThere()
    {
        if (!cut && Interlocked.Increment(ref reads) % LooksAtLength == 0 && Disk.Length(file, path) < length)
        {
            cut = true;
        }

        return !cut;
    }
}
