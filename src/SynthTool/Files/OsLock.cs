using System.Text;

namespace SynthTool.Files;

/// <summary>An exclusive lock that the operating system frees with the process, however it ends.</summary>
/// <remarks>The file stays when the lock is freed: removing it would let two holders in. Its text tells who holds or held the lock.</remarks>
internal sealed class OsLock : IDisposable
{
    private const int MaxOwnerBytes = 4096;

    private readonly FileStream stream;

    private OsLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock if nobody holds it.</summary>
    /// <param name="absolute">The lock file; it and its folder are created where missing.</param>
    /// <param name="owner">Who takes it, for those who wait: one line.</param>
    /// <param name="holder">Who holds it when this fails; empty when that cannot be read.</param>
    /// <returns>The held lock, or null.</returns>
    public static OsLock? TryAcquire(string absolute, string owner, out string? holder)
    {
        Disk.CreateFolder(Path.GetDirectoryName(absolute)!);
        holder = null;
        try
        {
            // On Unix None is the exclusive flock; on Windows others must be let in to read the holder.
            var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
            var stream = new FileStream(absolute, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
            Sign(stream, owner);
            return new OsLock(stream);
        }
        catch (Exception error) when (IsHeld(error))
        {
            holder = Holder(absolute);
            return null;
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Locking");
        }
    }

    public void Dispose() => stream.Dispose();

    private static void Sign(FileStream stream, string owner)
    {
        var bytes = Encoding.UTF8.GetBytes(owner);
        stream.Write(bytes);
        stream.SetLength(bytes.Length);
        stream.Flush();
    }

    private static bool IsHeld(Exception error) => error is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        && error.HResult is 11 or 35 or unchecked((int)0x80070020); // EWOULDBLOCK on Linux and macOS, sharing violation on Windows

    private static string Holder(string absolute)
    {
        try
        {
            using var handle = Disk.OpenUnlocked(absolute);
            Span<byte> text = stackalloc byte[MaxOwnerBytes];
            return Encoding.UTF8.GetString(text[..Disk.Read(handle, text, 0, absolute)]);
        }
        catch (FileFailure)
        {
            return "";
        }
    }
}
