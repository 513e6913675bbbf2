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
}

/// <summary>The format follows from the file's name.</summary>
internal static class RecordFormats
{
    private static readonly string[] Later = [".gz", ".parquet", ".tsv", ".txt", ".yaml", ".yml"];

    /// <summary>The format, or null with the reason why not.</summary>
    public static RecordFormat? Of(string repoPath, out Diagnostic? problem)
    {
        var extension = Path.GetExtension(repoPath).ToLowerInvariant();
        RecordFormat? format = extension switch
        {
            ".jsonl" => RecordFormat.JsonLines,
            ".json" => RecordFormat.Json,
            ".csv" => RecordFormat.Csv,
            ".md" => RecordFormat.Markdown,
            _ => null,
        };
        problem = format is null ? Refusal(repoPath, extension) : null;
        return format;
    }

    private static Diagnostic Refusal(string repoPath, string extension) => Later.Contains(extension, StringComparer.Ordinal)
        ? new(RecordsDiagnostics.FormatNotBuilt, new SourcePlace(repoPath), $"Reading {extension} files is not built yet", "use .jsonl, .json, .csv or .md")
        : new(RecordsDiagnostics.UnknownFormat, new SourcePlace(repoPath), $"The name {Quoted.Path(repoPath)} tells no format of records", "known are .jsonl, .json, .csv and .md");
}
