using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>Where a record lies, or why there is none.</summary>
/// <param name="Start">Its first byte in the batch.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Line">The line in which it begins, from 1.</param>
/// <param name="Problem">What is wrong with its outer form; null when it can be decoded.</param>
internal readonly record struct RawRecord(int Start, int Length, long Line, Diagnostic? Problem = null);
