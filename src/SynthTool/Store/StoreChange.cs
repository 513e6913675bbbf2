using SynthTool.Diagnostics;

namespace SynthTool.Store;

/// <summary>What a change by hand did.</summary>
/// <param name="Answers">How many answers it removed or added.</param>
/// <param name="Refused">Why nothing was done; null when it was.</param>
internal sealed record StoreChange(long Answers, Diagnostic? Refused = null);
