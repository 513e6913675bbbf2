using SynthTool.Diagnostics;

namespace SynthTool.Steps;

/// <summary>A row that a step cannot process, such as a prompt that does not render. It fails the build; it never drops the row.</summary>
internal sealed class StepFailure(Diagnostic found) : Exception(found.Message)
{
    public Diagnostic Found { get; } = found;
}
