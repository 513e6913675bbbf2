using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SynthTool.Store;

/// <summary>A record's bytes while they are looked at.</summary>
internal ref struct RecordLease
{
    private readonly byte[]? rented;
    private readonly SafeMemoryMappedViewHandle? mapped;

    public RecordLease(ReadOnlySpan<byte> bytes, byte[]? rented, SafeMemoryMappedViewHandle? mapped)
    {
        this.rented = rented;
        this.mapped = mapped;
        IsWhole = PackFormat.TryRead(bytes, out var record);
        Record = record;
    }

    /// <summary>Whether there is a record, neither cut nor damaged.</summary>
    public bool IsWhole { get; }

    public PackRecord Record { get; }

    public readonly void Dispose()
    {
        mapped?.DangerousRelease();
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
