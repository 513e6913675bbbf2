namespace SynthTool.Diagnostics;

/// <summary>A value together with the place where a user wrote it.</summary>
internal sealed record Located<T>(T Value, SourcePlace Place);
