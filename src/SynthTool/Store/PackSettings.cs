using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Where local packs lie, and how they are kept.</summary>
/// <param name="Folder">Absolute; created at the first answer.</param>
/// <param name="WriterId">
/// This process's part in the names of its packs: letters, digits, dots and dashes, unique, beginning with a start time that sorts
/// as text, such as <c>20260131T101500123-4711</c>. Of two answers for one key the one in the earlier name wins.
/// </param>
/// <param name="Owner">Who holds the store's locks, for those who wait: one line.</param>
internal sealed record PackSettings(string Folder, string WriterId, string Owner)
{
    /// <summary>A pack is sealed and a new one begun when it has reached this many bytes.</summary>
    public long SegmentBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>More packs than this are merged by the process that closes the store, as far as they are small.</summary>
    public int MaxPacks { get; init; } = 64;

    /// <summary>A pack below this many bytes is small.</summary>
    public long SmallPackBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Keys of packs with fewer answers than this share one table in memory; bigger packs keep a sorted index.</summary>
    public int SmallPackAnswers { get; init; } = 8192;

    /// <summary>Makes a pack's bytes survive a power cut. Tests count it, or let it fail.</summary>
    public Action<SafeFileHandle, string> Sync { get; init; } = Disk.Sync;
}
