using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>How a file holds records.</summary>
internal enum RecordFormat
{
    /// <summary>One object a line.</summary>
    JsonLines,

    /// <summary>An array of objects, or one object.</summary>
    Json,

    /// <summary>A header line, then RFC 4180 records.</summary>
    Csv,

    /// <summary>The whole file is one record with the fields <c>text</c> and <c>path</c>.</summary>
    Markdown,

    /// <summary>As <see cref="Csv"/>, with tabs in place of commas; a quote means something only at a cell's beginning.</summary>
    Tsv,

    /// <summary>As <see cref="Markdown"/>, but that no line is a heading.</summary>
    PlainText,

    /// <summary>A document that is cut into chunks, each a record with the fields <c>text</c>, <c>path</c>, <c>heading</c> and <c>position</c>.</summary>
    Chunks,

    /// <summary>A list of mappings, or several documents that are mappings or lists of them.</summary>
    Yaml,

    /// <summary>Columns of typed values; a row is a record.</summary>
    Parquet,

    /// <summary>A leaf of an InstructLab taxonomy; an example is a record.</summary>
    Taxonomy,
}

/// <summary>The format follows from the file's name, without <c>.gz</c>.</summary>
internal static class RecordFormats
{
    private const string Known = ".jsonl, .json, .csv, .tsv, .yaml, .md, .txt and .parquet";

    /// <summary>The format, or null with the reason why not.</summary>
    public static RecordFormat? Of(string repoPath, out Diagnostic? problem)
    {
        var extension = Path.GetExtension(IsPacked(repoPath) ? repoPath[..^3] : repoPath).ToLowerInvariant();
        RecordFormat? format = extension switch
        {
            ".jsonl" => RecordFormat.JsonLines,
            ".json" => RecordFormat.Json,
            ".csv" => RecordFormat.Csv,
            ".md" => RecordFormat.Markdown,
            ".tsv" => RecordFormat.Tsv,
            ".txt" => RecordFormat.PlainText,
            ".yaml" or ".yml" => RecordFormat.Yaml,
            ".parquet" when !IsPacked(repoPath) => RecordFormat.Parquet,
            _ => null,
        };
        problem = format is null ? Refusal(repoPath, extension) : null;
        return format;
    }

    /// <summary>Whether the first record names the fields of all others.</summary>
    public static bool HasHeader(this RecordFormat format) => format is RecordFormat.Csv or RecordFormat.Tsv;

    /// <summary>Whether a file is a text, whose records have its path.</summary>
    public static bool IsDocument(this RecordFormat format) => format is RecordFormat.Markdown or RecordFormat.PlainText or RecordFormat.Chunks;

    /// <summary>Whether records have their file's path, which does not stand in it.</summary>
    public static bool HasPath(this RecordFormat format) => format.IsDocument() || format is RecordFormat.Taxonomy;

    /// <summary>Whether a file is to be unpacked before it is read.</summary>
    public static bool IsPacked(string repoPath) => repoPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is that of a Markdown document.</summary>
    public static bool IsMarkdown(string repoPath) => Of(repoPath, out _) is RecordFormat.Markdown;

    /// <summary>Whether lines of records are made of a file before they are read.</summary>
    public static bool IsMade(this RecordFormat format) => format is RecordFormat.Chunks or RecordFormat.Yaml or RecordFormat.Taxonomy;

    /// <summary>What stands between two cells.</summary>
    public static byte Separator(this RecordFormat format) => format is RecordFormat.Tsv ? (byte)'\t' : (byte)',';

    private static Diagnostic Refusal(string repoPath, string extension) => extension == ".parquet"
        ? new(RecordsDiagnostics.UnknownFormat, new SourcePlace(repoPath), $"{Quoted.Path(repoPath)} is a Parquet file that was packed once more", "unpack it: a Parquet file is packed inside, and read in parts")
        : new(RecordsDiagnostics.UnknownFormat, new SourcePlace(repoPath), $"The name {Quoted.Path(repoPath)} tells no format of records", $"known are {Known}; texts may be packed as .gz");
}
