using System.Text;
using SynthTool.Differences;

namespace SynthTool.Cli.Tests.Infra;

/// <summary>A repository with two commits, of which the older has a dataset that is gone since.</summary>
internal sealed class SampleRevisions : IRevisions
{
    private static readonly Dictionary<string, string> Commits = new(StringComparer.Ordinal)
    {
        ["HEAD"] = new('a', 40),
        ["main"] = new('b', 40),
        ["data"] = new('c', 40),
    };

    public Revision? Resolve(string name, CancellationToken ct) => Commits.TryGetValue(name, out var id) ? new Revision(name, id) : null;

    public Revision? Fork(Revision one, Revision other, CancellationToken ct) => new($"{one.Name}...{other.Name}", new('d', 40));

    public IReadOnlyList<RevisionFile> Files(Revision revision, CancellationToken ct) =>
        [new("data/support-qa.synth.yaml", "1"), .. revision.Name == "main" ? [new RevisionFile("old/gone.synth.yaml", "2")] : Array.Empty<RevisionFile>()];

    public bool Read(Revision revision, string path, Action<ReadOnlySpan<byte>> take, CancellationToken ct)
    {
        take(Encoding.UTF8.GetBytes($"dataset: {Path.GetFileName(path).Split('.')[0]}\n"));
        return true;
    }

    public void Dispose()
    {
    }
}
