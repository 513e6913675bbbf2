using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Chunks;
using SynthTool.Formats.Taxonomy;

namespace SynthTool.Formats.Records;

/// <summary>A file of records.</summary>
/// <param name="RepoPath">Relative to the repository's root, with <c>/</c>.</param>
/// <param name="AbsolutePath">Where it is on this machine.</param>
/// <param name="Format">How it holds records.</param>
/// <param name="Stamp">Taken before anything is read; nothing beyond its size is read.</param>
internal sealed record RecordFile(string RepoPath, string AbsolutePath, RecordFormat Format, FileStamp Stamp)
{
    private readonly WeakReference<MadeBytes> made = new(null!);
    private readonly UnpackedStreams unpacked = new(AbsolutePath);
    private ParquetSource? parquet;
    private CsvHeader? header;
    private long? size;
    private ImmutableArray<Diagnostic> problems = [];

    /// <summary>How a document is cut; null unless the format is <see cref="RecordFormat.Chunks"/>.</summary>
    public ChunkRule? Chunk { get; init; }

    /// <summary>The columns of a Parquet file that are read; empty: all.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Where it lies in its taxonomy; null unless the format is <see cref="RecordFormat.Taxonomy"/>.</summary>
    public TaxonomyPlace? Taxonomy { get; init; }

    /// <summary>What its records have as <c>path</c>, where the format gives them one.</summary>
    public string PathInRecords => Taxonomy?.Path ?? RepoPath;

    /// <summary>Differs when anything does that its records are made of.</summary>
    public FileStamp ScanStamp => Taxonomy?.StampWith(Stamp) ?? Stamp;

    /// <summary>The bytes, where no file of the disk holds them; then nothing is at <see cref="AbsolutePath"/>, and the stamp tells these bytes from others. Disposing of them does nothing.</summary>
    public RecordBytes? Held { get; init; }

    /// <summary>Whether it is a gzip file.</summary>
    public bool IsPacked { get; } = RecordFormats.IsPacked(AbsolutePath);

    /// <summary>Whether its records lie in other bytes than its own, so that their size is not known before they were read or made.</summary>
    public bool NeedsMeasure => Format.IsMade() || Format is RecordFormat.Parquet || IsPacked;

    /// <summary>Of the bytes in which the records lie. The first look may read the whole file.</summary>
    public long Size
    {
        get
        {
            Measure();
            return size!.Value;
        }
    }

    /// <summary>Why records are missing that could not be made.</summary>
    public ImmutableArray<Diagnostic> Problems
    {
        get
        {
            Measure();
            return problems;
        }
    }

    /// <summary>The header of a CSV or TSV file; null for other formats, and when it cannot be used.</summary>
    public CsvHeader? Header => Format.HasHeader() ? header ??= CsvHeader.Read(this) : null;

    /// <summary>The size is known from an earlier look at the same file, which found no problem.</summary>
    public void Remember(long known) => size = known;

    /// <exception cref="FileFailure">The file cannot be read.</exception>
    public RecordBytes Open() => Held ?? (Format.IsMade() ? Made() : Format is RecordFormat.Parquet ? new ParquetBytes(Parquet) : OpenText());

    /// <summary>The file's text before anything is made of it.</summary>
    /// <exception cref="FileFailure">The file cannot be read.</exception>
    public RecordBytes OpenText() => IsPacked ? new UnpackedBytes(unpacked) : new PlainBytes(AbsolutePath);

    private ParquetSource Parquet => LazyInitializer.EnsureInitialized(ref parquet, () => new ParquetSource(AbsolutePath, Stamp.Size, Columns));

    private void Measure()
    {
        if (size is not null)
        {
            return;
        }

        var (unpacks, problem) = IsPacked ? UnpackedSize.Of(this) : Format is RecordFormat.Parquet ? Parquet.Measure(RepoPath) : (Stamp.Size, null);
        size = problem is null && Format.IsMade() ? Made().Size : unpacks;
        problems = problem is null ? problems : [problem];
    }

    // Kept while somebody reads it: a partition of many small documents looks at each once, a long document has many partitions.
    private MadeBytes Made()
    {
        if (!made.TryGetTarget(out var bytes))
        {
            var content = RecordMaker.Make(this);
            problems = content.Problems;
            bytes = content.Bytes;
            made.SetTarget(bytes);
        }

        return bytes;
    }
}
