using System.Buffers;
using System.Globalization;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Appends to the packs of this process; nobody else writes to them. Used by one thread.</summary>
internal sealed class PackWriter(PackSettings settings, PackSet packs) : IDisposable
{
    public const string LockExtension = ".lock";

    private readonly List<KeyEntry> entries = [];
    private OsLock? ownership;
    private string writerId = settings.WriterId;
    private Pack? pack;
    private long end;
    private uint generation;

    /// <summary>Whether this process has written anything.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>The lock file that is held while the writer of a pack lives.</summary>
    public static string LockPath(string folder, string packName) => Path.Combine(folder, packName[..packName.LastIndexOf('-')] + LockExtension);

    /// <summary>Writes the records, and returns when they are durable and visible.</summary>
    /// <param name="records">At least one.</param>
    /// <param name="atGeneration">The store's generation now.</param>
    public void Append(IReadOnlyCollection<PendingRecord> records, uint atGeneration)
    {
        var size = records.Sum(r => r.Bytes.Length);
        if (pack is not null && end + size > settings.SegmentBytes && entries.Count > 0)
        {
            Seal();
        }

        pack ??= Begin();
        var added = new List<KeyEntry>(records.Count);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var at = 0;
        foreach (var record in records)
        {
            PackFormat.Complete(record.Bytes, record.Key, record.Kind, record.Attempt, atGeneration);
            record.Bytes.CopyTo(buffer, at);
            added.Add(KeyEntry.Of(record.Key, pack.Number, end + at));
            at += record.Bytes.Length;
        }

        WriteDurably(buffer.AsSpan(0, at));
        ArrayPool<byte>.Shared.Return(buffer);
        end += at;
        generation = Math.Max(generation, atGeneration);
        entries.AddRange(added);
        packs.Publish(added, atGeneration);
    }

    /// <summary>Appends whole records as they are, such as those of packs that are merged.</summary>
    /// <param name="bytes">One or more records.</param>
    /// <param name="keys">The records' keys and where each lies in the bytes.</param>
    /// <param name="atGeneration">The highest generation among them.</param>
    public void AppendWhole(ReadOnlySpan<byte> bytes, IReadOnlyList<(ContentHash Key, int At)> keys, uint atGeneration)
    {
        if (pack is not null && end + bytes.Length > settings.SegmentBytes && entries.Count > 0)
        {
            Seal();
        }

        pack ??= Begin();
        WriteDurably(bytes);
        var number = pack.Number;
        var added = keys.Select(k => KeyEntry.Of(k.Key, number, end + k.At)).ToList();
        end += bytes.Length;
        generation = Math.Max(generation, atGeneration);
        entries.AddRange(added);
        packs.Publish(added, atGeneration);
    }

    /// <summary>Ends the current pack and writes its index. The next record begins a new one.</summary>
    public void Seal()
    {
        if (pack is null)
        {
            return;
        }

        var sealedPack = pack;
        pack = null;
        if (entries.Count == 0)
        {
            Disk.Delete(sealedPack.FilePath);
            return;
        }

        KillPoint.Reach("between-pack-and-index");
        var keys = SortedKeys.Of([.. entries]);
        entries.Clear();
        (sealedPack.End, sealedPack.Length) = (end, end);
        packs.Settle(sealedPack, keys);
        try
        {
            new PackIndex(keys, end, Disk.Length(sealedPack.File, sealedPack.FilePath), generation, []).Write(sealedPack.File, sealedPack.FilePath);
        }
        catch (FileFailure)
        {
            // Every answer is durable already; the next reader makes the index.
        }
    }

    public void Dispose()
    {
        try
        {
            Seal();
            ownership?.Dispose();
            if (ownership is not null)
            {
                Disk.Delete(Path.Combine(settings.Folder, writerId + LockExtension));
            }
        }
        catch (FileFailure)
        {
            // Nothing is lost: an empty pack or a lock of nobody stays behind, and the next merge clears it.
            ownership?.Dispose();
        }
    }

    private Pack Begin()
    {
        ownership ??= Own();
        HasWritten = true;
        while (true)
        {
            var path = Path.Combine(settings.Folder, string.Create(CultureInfo.InvariantCulture, $"{writerId}-{packs.TakeNumber():0000}{Pack.Extension}"));
            if (Disk.FileExists(path))
            {
                continue;
            }

            var file = Disk.CreateNew(path);
            Span<byte> header = stackalloc byte[PackFormat.HeaderSize];
            PackFormat.WriteHeader(header);
            try
            {
                Disk.Write(file, header, 0, path);
                Disk.SyncFolder(settings.Folder);
            }
            catch (FileFailure)
            {
                file.Dispose();
                Disk.Delete(path);
                throw;
            }

            end = PackFormat.HeaderSize;
            generation = 0;
            return packs.AddOwn(path, file);
        }
    }

    // Two stores of one process, or a caller that is careless with ids, must not share packs either.
    private OsLock Own()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (OsLock.TryAcquire(Path.Combine(settings.Folder, writerId + LockExtension), settings.Owner, out _) is { } held)
            {
                return held;
            }

            writerId = string.Create(CultureInfo.InvariantCulture, $"{settings.WriterId}.{attempt}");
        }
    }

    private void WriteDurably(ReadOnlySpan<byte> bytes)
    {
        var (file, path) = (pack!.File, pack.FilePath);
        try
        {
            Disk.Write(file, bytes, end, path);
        }
        catch (FileFailure)
        {
            TakeBack();
            throw;
        }

        KillPoint.Reach("after-append-before-fsync");
        try
        {
            settings.Sync(file, path);
        }
        catch (FileFailure)
        {
            // After a failed sync nobody knows what of the file is on the disk: nothing more is added to it.
            TakeBack();
            Seal();
            throw;
        }
    }

    private void TakeBack()
    {
        try
        {
            Disk.SetLength(pack!.File, end, pack.FilePath);
        }
        catch (FileFailure)
        {
            Seal(); // the torn end stays; readers pass over it
        }
    }
}
