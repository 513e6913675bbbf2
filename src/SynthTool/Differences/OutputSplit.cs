namespace SynthTool.Differences;

/// <summary>A split of an output.</summary>
internal sealed record OutputSplit(string Output, string Split);
