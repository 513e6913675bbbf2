namespace SynthTool.Store;

/// <summary>What an import did.</summary>
/// <param name="New">Answers that were recorded.</param>
/// <param name="Known">Answers that were there already, equal.</param>
/// <param name="Conflicting">Keys that have another answer, which stays.</param>
/// <param name="Invalid">Lines that are no answers.</param>
internal sealed record ImportCounts(long New, long Known, long Conflicting, long Invalid);
