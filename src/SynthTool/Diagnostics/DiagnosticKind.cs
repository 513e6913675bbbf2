namespace SynthTool.Diagnostics;

/// <summary>One kind of finding. Its section in <c>docs/diagnostics.md</c> explains it.</summary>
/// <param name="Code"><c>SYNTH</c> and four digits; the first two are the folder's number. Never reused.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Title">What is wrong, in general; no values, no full stop.</param>
/// <remarks>Kinds are static read-only fields of one class per folder, so that a test can hold them against the page.</remarks>
public sealed record DiagnosticKind(string Code, Severity Severity, string Title);
