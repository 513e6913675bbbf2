namespace SynthTool.Files;

/// <summary>A file that is replaced as a whole: readers see the old bytes or the new ones, never a part, whatever happens meanwhile.</summary>
/// <remarks>Without <see cref="Commit"/> the old file stays and the new bytes are removed.</remarks>
internal sealed class AtomicFile : IDisposable
{
    private const string TemporarySuffix = ".tmp";
    private static int count;

    private readonly string target;
    private readonly string temporary;
    private readonly bool durable;
    private readonly FileStream stream;
    private bool committed;

    private AtomicFile(string target, string temporary, bool durable)
    {
        this.target = target;
        this.temporary = temporary;
        this.durable = durable;
        stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 64 * 1024);
    }

    /// <summary>Takes the new bytes. Errors while writing to it are <see cref="IOException"/>s: <see cref="Append"/> and <see cref="Write(Action{Stream})"/> have them translated.</summary>
    public Stream Stream => stream;

    /// <summary>Starts a new content for the file. Its folder is created where missing.</summary>
    /// <param name="absolute">The file to replace or create.</param>
    /// <param name="durable">Whether it must survive a power cut; false for what can be made again.</param>
    public static AtomicFile Create(string absolute, bool durable = true)
    {
        var folder = Path.GetDirectoryName(absolute)!;
        Disk.CreateFolder(folder);
        var name = FormattableString.Invariant($".{Path.GetFileName(absolute)}.{Environment.ProcessId}-{Interlocked.Increment(ref count)}{TemporarySuffix}");
        try
        {
            return new AtomicFile(absolute, Path.Combine(folder, name), durable);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Writing");
        }
    }

    /// <summary>Replaces the file's bytes.</summary>
    public static void Write(string absolute, ReadOnlySpan<byte> bytes, bool durable = true)
    {
        using var file = Create(absolute, durable);
        file.Append(bytes);
        file.Commit();
    }

    /// <summary>Whether a file's name is that of unfinished new bytes, left behind by a process that was killed.</summary>
    public static bool IsLeftover(string name) => name.StartsWith('.') && name.EndsWith(TemporarySuffix, StringComparison.Ordinal);

    /// <summary>Removes what killed processes left in the folder. The caller holds the lock under which the folder is written.</summary>
    public static void RemoveLeftovers(string absoluteFolder)
    {
        if (!Disk.FolderExists(absoluteFolder))
        {
            return;
        }

        foreach (var name in Disk.FilesIn(absoluteFolder).Where(IsLeftover))
        {
            Disk.Delete(Path.Combine(absoluteFolder, name));
        }
    }

    /// <summary>Removes what killed processes left of one file, or of all files whose names go on after a dot. The caller holds the lock under which they are written.</summary>
    public static void RemoveLeftoversOf(string absolute)
    {
        var folder = Path.GetDirectoryName(absolute)!;
        if (!Disk.FolderExists(folder))
        {
            return;
        }

        foreach (var name in Disk.FilesIn(folder).Where(n => IsLeftover(n) && n.StartsWith($".{Path.GetFileName(absolute)}.", StringComparison.Ordinal)))
        {
            Disk.Delete(Path.Combine(folder, name));
        }
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, target, "Writing");
        }
    }

    /// <summary>Runs code that writes to <see cref="Stream"/>, and turns the disk's errors into <see cref="FileFailure"/>.</summary>
    public void Write(Action<Stream> work)
    {
        try
        {
            work(stream);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, target, "Writing");
        }
    }

    /// <summary>Puts the new bytes in the old ones' place.</summary>
    public void Commit()
    {
        Write(s =>
        {
            stream.Flush(flushToDisk: durable);
            s.Dispose();
        });
        Disk.Rename(temporary, target);
        committed = true;
        if (durable)
        {
            Disk.SyncFolder(Path.GetDirectoryName(target)!);
        }
    }

    /// <summary>Puts the new bytes in the old ones' place only if they differ, so that an equal file keeps its inode and times.</summary>
    /// <returns>Whether the file was replaced.</returns>
    public bool CommitIfChanged()
    {
        var same = false;
        Write(s =>
        {
            s.Flush();
            same = SameAsTarget();
        });
        if (!same)
        {
            Commit();
        }

        return !same;
    }

    private bool SameAsTarget()
    {
        if (FileStamp.Of(target) is not { IsFolder: false } stamp || stamp.Size != stream.Length)
        {
            return false;
        }

        using var old = Disk.OpenStream(target);
        stream.Position = 0;
        var ours = new byte[64 * 1024];
        var theirs = new byte[64 * 1024];
        int read;
        do
        {
            read = stream.ReadAtLeast(ours, ours.Length, throwOnEndOfStream: false);
            if (old.ReadAtLeast(theirs, theirs.Length, throwOnEndOfStream: false) != read || !ours.AsSpan(0, read).SequenceEqual(theirs.AsSpan(0, read)))
            {
                stream.Position = stream.Length;
                return false;
            }
        }
        while (read > 0);

        return true;
    }

    public void Dispose()
    {
        if (committed)
        {
            return;
        }

        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // Buffered bytes did not fit on the disk; they are to be dropped anyway.
        }

        try
        {
            Disk.Delete(temporary);
        }
        catch (FileFailure)
        {
            // The first failure is the one to report; what is left has a recognisable name.
        }
    }
}
