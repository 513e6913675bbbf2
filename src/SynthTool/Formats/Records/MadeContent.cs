using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>What was made of a file that does not hold its records as lines: the records, and why some are missing.</summary>
internal sealed record MadeContent(MadeBytes Bytes, ImmutableArray<Diagnostic> Problems);
