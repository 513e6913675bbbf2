using SynthTool.Diagnostics;

namespace SynthTool.Differences;

/// <summary>The versions of one repository's files. The library starts no process: the command line brings an adapter for git.</summary>
internal interface IRevisions : IDisposable
{
    /// <summary>The commit that a name means, or null when it means none.</summary>
    /// <exception cref="RevisionFailure">The repository cannot be read.</exception>
    Revision? Resolve(string name, CancellationToken ct);

    /// <summary>The commit from which two went apart, or null when they have none in common.</summary>
    /// <exception cref="RevisionFailure">The repository cannot be read.</exception>
    Revision? Fork(Revision one, Revision other, CancellationToken ct);

    /// <summary>All files of a commit, in no order that counts; links and other repositories are left out.</summary>
    /// <exception cref="RevisionFailure">The repository cannot be read.</exception>
    IReadOnlyList<RevisionFile> Files(Revision revision, CancellationToken ct);

    /// <summary>Reads a file of a commit.</summary>
    /// <param name="take">Given the content in pieces.</param>
    /// <returns>False when there is no such file.</returns>
    /// <exception cref="RevisionFailure">The repository cannot be read.</exception>
    bool Read(Revision revision, string path, Action<ReadOnlySpan<byte>> take, CancellationToken ct);
}

/// <summary>A commit.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Commit">Its id, in hexadecimal digits.</param>
internal sealed record Revision(string Name, string Commit)
{
    private const int ShortLength = 9;

    public string Short => Commit[..Math.Min(ShortLength, Commit.Length)];
}

/// <summary>A file of a commit.</summary>
/// <param name="Path">From the repository's root, with <c>/</c>.</param>
/// <param name="Id">Equal for equal content.</param>
internal readonly record struct RevisionFile(string Path, string Id);

/// <summary>The repository's versions cannot be read: told to the user, no mistake of ours.</summary>
internal sealed class RevisionFailure(Diagnostic found) : Exception(found.Message)
{
    public Diagnostic Found { get; } = found;
}
