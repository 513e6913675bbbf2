using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Formats.Taxonomy;

namespace SynthTool.Formats.Records;

/// <summary>Makes lines of records from a file that must be understood as a whole.</summary>
internal static class RecordMaker
{
    /// <exception cref="Files.FileFailure">The file cannot be read.</exception>
    public static MadeContent Make(RecordFile file)
    {
        var place = new SourcePlace(file.RepoPath, 1);
        var bytes = new byte[(int)Math.Min(file.IsPacked ? long.MaxValue : file.Stamp.Size, RecordLimits.MaxBytes + 1)];
        using (var text = file.OpenText())
        {
            bytes = bytes[..text.Read(bytes, 0)];
        }

        var problem = bytes.Length > RecordLimits.MaxBytes
            ? new(RecordsDiagnostics.TooLarge, place, "The file is larger than 16 MiB")
            : RecordText.ProblemOf(bytes, place);
        return problem is null ? Make(file, Text(bytes)) : new MadeContent(new MadeRecords().ToBytes(), [problem]);
    }

    private static MadeContent Make(RecordFile file, string text) => file.Format switch
    {
        RecordFormat.Yaml => YamlRecords.Make(file.RepoPath, text),
        RecordFormat.Taxonomy => TaxonomyRecords.Make(file.RepoPath, text, file.Taxonomy!),
        _ => DocumentRecords.Make(text, RecordFormats.IsMarkdown(file.RepoPath), file.Chunk!),
    };

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
