using SynthTool.Diagnostics;

namespace SynthTool.Generation;

/// <summary>What generating steps report.</summary>
internal static class GenerationDiagnostics
{
    public static readonly DiagnosticKind PromptNotRendered = new("SYNTH0901", Severity.Error, "A prompt cannot be rendered for a row");
    public static readonly DiagnosticKind ValueNotComputed = new("SYNTH0902", Severity.Error, "A value that a prompt needs cannot be computed");
}
