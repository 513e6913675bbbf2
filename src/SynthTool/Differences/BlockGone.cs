namespace SynthTool.Differences;

/// <summary>A stored block cannot be read: the sides are made again from files and answers.</summary>
internal sealed class BlockGone : Exception;
