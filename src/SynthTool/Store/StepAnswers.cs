namespace SynthTool.Store;

/// <summary>The answers that a step has used.</summary>
/// <param name="Step">The step's name: the name of the file that its answers are committed in.</param>
/// <param name="Keys">In any order, repeated or not.</param>
internal sealed record StepAnswers(string Step, IReadOnlyCollection<ContentHash> Keys);
