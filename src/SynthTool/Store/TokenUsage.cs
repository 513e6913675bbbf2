namespace SynthTool.Store;

/// <summary>What a request cost, in the provider's own tokens; never negative.</summary>
internal sealed record TokenUsage(long Input, long Output);
