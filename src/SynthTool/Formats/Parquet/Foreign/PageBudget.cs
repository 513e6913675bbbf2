namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>What reading a file may cost: a small file can promise any amount.</summary>
/// <param name="fileBytes">The file's size.</param>
internal sealed class PageBudget(long fileBytes)
{
    /// <summary>So much may be made of the smallest file.</summary>
    public const long Least = 64L << 20;

    /// <summary>So many bytes may be made of one: good compression makes about ten, and columns that hold one value over and over some hundreds.</summary>
    public const int MostTimes = 1000;

    /// <summary>The pages and dictionaries that are in memory at one time: of each column of a row group one.</summary>
    public const long MostHeld = 512L << 20;

    private readonly long most = Math.Max(Least, fileBytes * MostTimes);
    private long unpacked;
    private long entries;
    private long rows;
    private long held;

    /// <summary>A page is about to be unpacked.</summary>
    /// <param name="bytes">What it promises to be.</param>
    /// <param name="count">How many entries it promises; each becomes a byte of a record at least.</param>
    public void Unpack(int bytes, int count)
    {
        unpacked += bytes;
        entries += count;
        Check(Math.Max(unpacked, entries));
    }

    /// <summary>Records of so many bytes were made.</summary>
    public void Make(int bytes)
    {
        rows += bytes;
        Check(rows);
    }

    public void Hold(long bytes)
    {
        held += bytes;
        if (held > MostHeld)
        {
            throw new ParquetFailure(ParquetDiagnostics.TooMuch, FormattableString.Invariant($"the pages of a row group that lie beside each other unpack to more than {MostHeld >> 20} MiB"));
        }
    }

    public void Release(long bytes) => held -= bytes;

    private void Check(long made)
    {
        if (made > most)
        {
            throw new ParquetFailure(ParquetDiagnostics.TooMuch, FormattableString.Invariant($"it unpacks to more than {most:N0} bytes, {MostTimes} times its size or more"));
        }
    }
}
