namespace SynthTool.Store;

/// <summary>Bytes of a pack that are no record although records follow.</summary>
internal readonly record struct PackDamage(long Offset, long Length);
