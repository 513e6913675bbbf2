using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>A file and the source that names it. A file that two sources name is in the sequence twice.</summary>
internal sealed record ScanFile(RecordFile File, SourcePlan Source);
