namespace SynthTool.Expressions;

/// <summary>An operation that its values do not allow. Whoever runs the operation knows its place, catches this and adds it.</summary>
internal sealed class ValueFailure(string message) : Exception(message);
