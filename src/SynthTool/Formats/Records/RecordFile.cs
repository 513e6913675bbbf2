using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>A file of records.</summary>
/// <param name="RepoPath">Relative to the repository's root, with <c>/</c>.</param>
/// <param name="AbsolutePath">Where it is on this machine.</param>
/// <param name="Format">How it holds records.</param>
/// <param name="Stamp">Taken before anything is read; nothing beyond its size is read.</param>
internal sealed record RecordFile(string RepoPath, string AbsolutePath, RecordFormat Format, FileStamp Stamp)
{
    private CsvHeader? header;

    public long Size => Stamp.Size;

    /// <summary>The header of a CSV or TSV file; null for other formats, and when it cannot be used.</summary>
    public CsvHeader? Header => Format.HasHeader() ? header ??= CsvHeader.Read(this) : null;
}
