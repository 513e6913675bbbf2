using System.Security.Cryptography;
using SynthTool.Differences;
using SynthTool.Testing;

namespace SynthTool.Tests.Differences;

/// <summary>Commits in memory: the files of a dataset's folder as they were.</summary>
internal sealed class MemoryRevisions : IRevisions
{
    private readonly Dictionary<string, SortedDictionary<string, byte[]>> commits = new(StringComparer.Ordinal);

    /// <summary>Remembers the files that git would hold.</summary>
    public Revision Commit(string name, TestDataset dataset)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in dataset.Files(dataset.DatasetFolder))
        {
            files.Add(path, File.ReadAllBytes(dataset.InRoot(path)));
        }

        commits[name] = files;
        return new Revision(name, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..40]);
    }

    public void Change(Revision revision, string path, byte[]? content)
    {
        _ = commits[revision.Name].Remove(path);
        if (content is not null)
        {
            commits[revision.Name].Add(path, content);
        }
    }

    public byte[] Of(Revision revision, string path) => commits[revision.Name][path];

    public Revision? Resolve(string name, CancellationToken ct) => null;

    public Revision? Fork(Revision one, Revision other, CancellationToken ct) => null;

    public IReadOnlyList<RevisionFile> Files(Revision revision, CancellationToken ct) =>
        [.. commits[revision.Name].Select(f => new RevisionFile(f.Key, Convert.ToHexStringLower(SHA256.HashData(f.Value))))];

    public bool Read(Revision revision, string path, Action<ReadOnlySpan<byte>> take, CancellationToken ct)
    {
        if (!commits[revision.Name].TryGetValue(path, out var content))
        {
            return false;
        }

        take(content);
        return true;
    }

    public void Dispose()
    {
    }
}
