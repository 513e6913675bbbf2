#pragma warning disable RS0030 // Files is the one door to the disk
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SynthTool.Files;

/// <summary>Tells what changes below folders.</summary>
internal static class FolderWatch
{
    /// <summary>How long nothing may happen before what happened is told: editors write a file in several steps, git writes many.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    private const int SystemBufferBytes = 64 * 1024;

    /// <summary>
    /// The paths that changed, relative to their folder with <c>/</c> and sorted, as often as something changes; empty when the
    /// system lost count. Watches from the call on, so that nothing is missed before the first is asked for.
    /// </summary>
    /// <param name="folders">Full paths.</param>
    /// <param name="matters">Whether a change of the path is told.</param>
    /// <exception cref="FileFailure">The system does not watch the folder, or not any longer.</exception>
    public static IAsyncEnumerable<ImmutableSortedSet<string>> ChangesAsync(IReadOnlyList<string> folders, Func<string, bool> matters, TimeProvider clock, CancellationToken ct)
    {
        var changes = Channel.CreateUnbounded<string?>(new UnboundedChannelOptions { SingleReader = true });
        return ReadAsync(changes, [.. folders.Select(f => Watch(f, matters, changes.Writer))], clock, ct);
    }

    private static async IAsyncEnumerable<ImmutableSortedSet<string>> ReadAsync(
        Channel<string?> changes, ImmutableArray<FileSystemWatcher> watchers, TimeProvider clock, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            while (await changes.Reader.WaitToReadAsync(ct))
            {
                var paths = new HashSet<string>(StringComparer.Ordinal);
                var lost = false;
                do
                {
                    while (changes.Reader.TryRead(out var path))
                    {
                        lost |= path is null;
                        paths.Add(path ?? "");
                    }

                    await Task.Delay(Quiet, clock, ct);
                }
                while (changes.Reader.TryPeek(out _));

                yield return lost ? Nothing : paths.ToImmutableSortedSet(StringComparer.Ordinal);
            }
        }
        finally
        {
            foreach (var watcher in watchers)
            {
                watcher.Dispose();
            }
        }
    }

    private static readonly ImmutableSortedSet<string> Nothing = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private static FileSystemWatcher Watch(string folder, Func<string, bool> matters, ChannelWriter<string?> changes)
    {
        void Tell(string absolute)
        {
            var path = Path.GetRelativePath(folder, absolute).Replace(Path.DirectorySeparatorChar, '/');
            if (matters(path))
            {
                changes.TryWrite(path);
            }
        }

        void Fail(Exception error) => _ = error is InternalBufferOverflowException ? changes.TryWrite(null) : changes.TryComplete(FileFailure.From(error, folder, "Watching"));

        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = SystemBufferBytes };
            watcher.Changed += (_, e) => Tell(e.FullPath);
            watcher.Created += (_, e) => Tell(e.FullPath);
            watcher.Deleted += (_, e) => Tell(e.FullPath);
            watcher.Renamed += (_, e) =>
            {
                Tell(e.OldFullPath);
                Tell(e.FullPath);
            };
            watcher.Error += (_, e) => Fail(e.GetException());
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (FileFailure.Covers(error) || error is ArgumentException)
        {
            throw FileFailure.From(error, folder, "Watching");
        }
    }
}
