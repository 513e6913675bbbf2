using System.Text;

namespace SynthTool.Testing;

/// <summary>What a <see cref="LoopbackTeacher"/> was asked and what it answered, in order; on the disk, when there is a path, before anything else happens.</summary>
internal sealed class LoopbackJournal(string? path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<LoopbackRequest> asked = [];
    private readonly List<LoopbackRequest> answered = [];
    private readonly FileStream? file = path is null ? null : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    public IReadOnlyList<LoopbackRequest> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>Those of <see cref="Asked"/> whose answer was sent as a whole.</summary>
    public IReadOnlyList<LoopbackRequest> Answered
    {
        get
        {
            lock (gate)
            {
                return [.. answered];
            }
        }
    }

    /// <summary>Reads a journal of a teacher in another process: <c>asked</c> or <c>answered</c>, the request's digest, and its id.</summary>
    public static IReadOnlyList<(string What, string Hash, string Id)> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').SkipLast(1).Select(l => l.Split(' ')).Select(p => (p[0], p[1], p[2]))];
    }

    public void Ask(LoopbackRequest request) => Note(asked, "asked", request);

    public void Answer(LoopbackRequest request) => Note(answered, "answered", request);

    public void Dispose() => file?.Dispose();

    private void Note(List<LoopbackRequest> list, string what, LoopbackRequest request)
    {
        lock (gate)
        {
            list.Add(request);
            if (file is not null)
            {
                file.Write(Encoding.ASCII.GetBytes($"{what} {request.Hash} {request.Id}\n"));
                file.Flush(flushToDisk: true);
            }
        }
    }
}
