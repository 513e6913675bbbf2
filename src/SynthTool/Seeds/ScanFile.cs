using SynthTool.Diagnostics;
using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>A file and the source that names it. A file that two sources name is in the sequence twice.</summary>
internal sealed record ScanFile(RecordFile File, SourcePlan Source)
{
    /// <summary>The place of the record in a line; of a combination, that of its first source's record.</summary>
    public SourcePlace PlaceOf(long line) => Source.Product?.PlacesOf(line - 1)[0] ?? new SourcePlace(File.RepoPath, (int)Math.Min(line, int.MaxValue));
}
