namespace SynthTool.Expressions.Functions;

/// <summary>One parameter of a function.</summary>
/// <param name="Name">As messages say it, and as a prompt may write it before a colon.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Optional">Whether a call may leave it out; so are all parameters behind it.</param>
internal readonly record struct Parameter(string Name, ParameterKind Kind, bool Optional = false);
