using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>
/// The index of a pack: a file beside it that spares reading the pack. It can be made again at any time, so it is believed only when its own
/// checksum and the pack's length, first and last bytes agree.
/// </summary>
internal sealed record PackIndex(SortedKeys Keys, long End, long Length, uint Generation, IReadOnlyList<PackDamage> Damage)
{
    public const string Extension = ".idx";

    private const int FingerprintBytes = 4096;
    // The bytes of an index are one span.
    private const int MaxEntries = int.MaxValue / (3 * sizeof(ulong));

    private static ReadOnlySpan<byte> Magic => "SynthIdx"u8;

    public static string PathFor(string packPath) => Path.ChangeExtension(packPath, Extension);

    /// <summary>Reads the index of an open pack; null when there is none that fits.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="packPath">Its path.</param>
    /// <param name="packNumber">What the entries shall name as their file.</param>
    public static PackIndex? TryRead(SafeFileHandle pack, string packPath, int packNumber)
    {
        try
        {
            return ReadParts(PathFor(packPath)) is { } parts && parts.Head.Length <= Disk.Length(pack, packPath) && parts.Head.Fingerprint == Fingerprint(pack, packPath, parts.Head.End)
                ? Of(parts.Head, parts.Damage, parts.Entries, packNumber)
                : null;
        }
        catch (FileFailure)
        {
            return null; // the pack itself is read then, and says what is wrong
        }
    }

    private static PackIndex Of(Head head, PackDamage[] damage, KeyEntry[] entries, int packNumber)
    {
        foreach (ref var entry in entries.AsSpan())
        {
            entry = entry with { Location = KeyEntry.At(packNumber, entry.Offset) };
        }

        return new PackIndex(SortedKeys.Of(entries), head.End, head.Length, head.Generation, damage);
    }

    // Straight into the arrays that stay: the index of a million answers is 24 MB, and copies of it would be garbage that is large.
    private static (Head Head, PackDamage[] Damage, KeyEntry[] Entries)? ReadParts(string path)
    {
        if (!Disk.FileExists(path))
        {
            return null;
        }

        using var file = Disk.OpenRead(path);
        var head = default(Head);
        var headBytes = MemoryMarshal.AsBytes(new Span<Head>(ref head));
        if (Disk.Read(file, headBytes, 0, path) < headBytes.Length || !head.IsWhole(Disk.Length(file, path) - headBytes.Length))
        {
            return null;
        }

        var damage = new PackDamage[head.Damages];
        var entries = new KeyEntry[head.Entries];
        var damageBytes = MemoryMarshal.AsBytes(damage.AsSpan());
        var entryBytes = MemoryMarshal.AsBytes(entries.AsSpan());
        var read = Disk.Read(file, damageBytes, headBytes.Length, path) + Disk.Read(file, entryBytes, headBytes.Length + damageBytes.Length, path);
        return read == damageBytes.Length + entryBytes.Length && head.Checksum == Checksum(damageBytes, entryBytes) ? (head, damage, entries) : null;
    }

    /// <summary>Writes the index beside its pack.</summary>
    public void Write(SafeFileHandle pack, string packPath)
    {
        var damage = MemoryMarshal.AsBytes(Damage.ToArray().AsSpan());
        var entries = MemoryMarshal.AsBytes(Keys.Entries);
        var head = new Head
        {
            Magic = MemoryMarshal.Read<ulong>(Magic),
            Checksum = Checksum(damage, entries),
            Fingerprint = Fingerprint(pack, packPath, End),
            End = End,
            Length = Length,
            Generation = Generation,
            Damages = Damage.Count,
            Entries = Keys.Count,
        };
        head.Seal();
        using var file = AtomicFile.Create(PathFor(packPath), durable: false);
        file.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<Head>(in head)));
        file.Append(damage);
        file.Append(entries);
        file.Commit();
    }

    private static ulong Checksum(ReadOnlySpan<byte> damage, ReadOnlySpan<byte> entries) => XxHash3.HashToUInt64(entries, (long)XxHash3.HashToUInt64(damage));

    private static ulong Fingerprint(SafeFileHandle pack, string packPath, long end)
    {
        Span<byte> bytes = stackalloc byte[2 * FingerprintBytes];
        bytes.Clear();
        var first = (int)Math.Min(FingerprintBytes, end);
        Disk.Read(pack, bytes[..first], 0, packPath);
        Disk.Read(pack, bytes.Slice(first, first), end - first, packPath);
        return XxHash3.HashToUInt64(bytes, end);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        public ulong Magic;
        public ulong HeadChecksum;
        public ulong Checksum;
        public ulong Fingerprint;
        public long End;
        public long Length;
        public uint Generation;
        public int Damages;
        public long Entries64;

        public int Entries
        {
            readonly get => (int)Entries64;
            set => Entries64 = value;
        }

        public void Seal() => HeadChecksum = OwnChecksum();

        /// <summary>Whether the head is as it was written, and what follows it can be what it says.</summary>
        public readonly bool IsWhole(long bodyLength) =>
            Magic == MemoryMarshal.Read<ulong>(PackIndex.Magic)
            && HeadChecksum == OwnChecksum()
            && Damages >= 0
            && Entries64 is >= 0 and <= MaxEntries
            && bodyLength == ((long)Damages * Marshal.SizeOf<PackDamage>()) + (Entries64 * Marshal.SizeOf<KeyEntry>());

        private readonly ulong OwnChecksum()
        {
            var head = this;
            head.HeadChecksum = 0;
            return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(new ReadOnlySpan<Head>(in head)));
        }
    }
}
