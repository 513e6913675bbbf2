namespace SynthTool.Formats.Records;

/// <summary>Streams of one gzip file that nobody reads just now. Partitions are read in order: the next goes on where one before it ended, and the file is not unpacked from its beginning for each.</summary>
/// <param name="absolute">The file.</param>
internal sealed class UnpackedStreams(string absolute)
{
    private const int MostIdle = 4;

    private readonly Lock door = new();
    private readonly List<UnpackedStream> idle = [];

    /// <summary>The stream that has least to skip to an offset.</summary>
    /// <exception cref="Files.FileFailure">The file cannot be opened.</exception>
    public UnpackedStream Borrow(long offset)
    {
        lock (door)
        {
            var best = idle.Where(s => s.Position <= offset).MaxBy(s => s.Position);
            if (best is not null)
            {
                idle.Remove(best);
                return best;
            }
        }

        return new UnpackedStream(absolute);
    }

    public void Return(UnpackedStream stream)
    {
        lock (door)
        {
            if (!stream.IsAtEnd && idle.Count < MostIdle)
            {
                idle.Add(stream);
                return;
            }
        }

        stream.Dispose();
    }
}
