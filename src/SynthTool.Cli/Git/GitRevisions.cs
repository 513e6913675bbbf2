using System.Buffers;
using System.Globalization;
using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Differences;
using SynthTool.Files;

namespace SynthTool.Cli.Git;

/// <summary>A git repository's commits. Names and paths go through git's standard input, so that none of them is ever taken for an option.</summary>
internal sealed class GitRevisions : IRevisions
{
    private const int MaxFiles = 1_000_000;
    private const int MaxNameLength = 4096;
    private const string OrdinaryFile = "100";

    private readonly GitProgram git;
    private readonly Dictionary<string, IReadOnlyList<RevisionFile>> files = new(StringComparer.Ordinal);
    private GitRun? objects;

    private GitRevisions(GitProgram git) => this.git = git;

    /// <exception cref="RevisionFailure">The folder is in no git repository, or there is no git.</exception>
    public static GitRevisions Open(RepositoryRoot root, Func<string, string?> variable)
    {
        if (FileStamp.Of(Path.Join(root.AbsolutePath, ".git")) is null)
        {
            throw new RevisionFailure(new Diagnostic(DifferencesDiagnostics.NoRevisions, null, "this folder lies in no git repository, so that there is nothing to compare with", "git init, and commit the dataset once"));
        }

        return GitProgram.Find(root, variable) is { } git
            ? new GitRevisions(git)
            : throw new RevisionFailure(new Diagnostic(DifferencesDiagnostics.NoRevisions, null, "commits are read with git, and PATH names no folder that has it", "install git"));
    }

    /// <summary>Starts git at once, so that it is there when the command line has been read; what is wrong is told when it is asked for.</summary>
    public static Func<RepositoryRoot, Func<string, string?>, IRevisions> OpenEarly(string folder, Func<string, string?> variable)
    {
        var opening = Task.Run(() =>
        {
            var revisions = Open(RepositoryRoot.Find(folder), variable);
            revisions.objects = revisions.Start();
            return revisions;
        });
        return (_, _) => opening.GetAwaiter().GetResult();
    }

    public Revision? Resolve(string name, CancellationToken ct) =>
        name.Length is > 0 and <= MaxNameLength && !name.Any(char.IsControl) && Object($"{name}^{{commit}}", null, ct) is { Type: "commit" } found ? new Revision(name, found.Id) : null;

    public Revision? Fork(Revision one, Revision other, CancellationToken ct)
    {
        using var run = new GitRun(git.Start("merge-base", "--end-of-options", one.Commit, other.Commit));
        run.Close();
        var line = run.Guarded(ReadLine, ct);
        return line.Length > 0 ? new Revision($"{one.Name}...{other.Name}", line) : null;
    }

    public IReadOnlyList<RevisionFile> Files(Revision revision, CancellationToken ct)
    {
        if (files.TryGetValue(revision.Commit, out var known))
        {
            return known;
        }

        using var run = new GitRun(git.Start("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", revision.Commit));
        run.Close();
        var all = run.Guarded(stream =>
        {
            var listed = new List<RevisionFile>();
            while (listed.Count < MaxFiles && ReadUntil(stream, 0) is { } entry)
            {
                // <mode> blob <id>\t<path>
                var tab = entry.IndexOf('\t', StringComparison.Ordinal);
                var words = tab < 0 ? [] : entry[..tab].Split(' ');
                if (words is [var mode, "blob", var id] && mode.StartsWith(OrdinaryFile, StringComparison.Ordinal))
                {
                    listed.Add(new RevisionFile(entry[(tab + 1)..], id));
                }
            }

            return listed;
        }, ct);
        if (all.Count == 0 && !run.Ended(ct))
        {
            throw run.Failure();
        }

        return files[revision.Commit] = all;
    }

    public bool Read(Revision revision, string path, Action<ReadOnlySpan<byte>> take, CancellationToken ct) =>
        !path.Any(char.IsControl) && Object($"{revision.Commit}:{path}", take, ct) is { Type: "blob" };

    public void Dispose() => objects?.Dispose();

    /// <summary>Asks for an object; null when there is none of this name.</summary>
    private (string Id, string Type)? Object(string name, Action<ReadOnlySpan<byte>>? take, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        objects ??= Start();
        objects.Ask(name);
        return objects.Guarded<(string, string)?>(stream =>
        {
            // <id> <type> <size>, or <name> missing
            var head = ReadLine(stream);
            if (head.Length == 0)
            {
                throw new EndOfStreamException();
            }

            if (head.Split(' ') is not [var id, var type, var size] || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var left) || !id.All(char.IsAsciiHexDigit))
            {
                return null;
            }

            Pass(stream, left, type == "blob" ? take : null);
            return stream.ReadByte() == '\n' ? (id, type) : throw new EndOfStreamException();
        }, ct);
    }

    private GitRun Start() => new(git.Start("cat-file", "--batch"));

    private static void Pass(Stream stream, long length, Action<ReadOnlySpan<byte>>? take)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (length > 0)
            {
                var read = stream.Read(buffer, 0, (int)Math.Min(length, buffer.Length));
                if (read == 0)
                {
                    throw new EndOfStreamException();
                }

                take?.Invoke(buffer.AsSpan(0, read));
                length -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string ReadLine(Stream stream) => ReadUntil(stream, (byte)'\n') ?? "";

    /// <summary>Null at the end.</summary>
    private static string? ReadUntil(Stream stream, byte end)
    {
        const int Longest = 64 * 1024;
        var bytes = new List<byte>();
        int next;
        while ((next = stream.ReadByte()) >= 0 && next != end)
        {
            bytes.Add(bytes.Count < Longest ? (byte)next : throw new EndOfStreamException());
        }

        return next < 0 && bytes.Count == 0 ? null : Encoding.UTF8.GetString([.. bytes]);
    }
}
