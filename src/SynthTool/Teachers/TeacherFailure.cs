using SynthTool.Diagnostics;

namespace SynthTool.Teachers;

/// <summary>A call that ends the build: transport failed for good, or a budget is exhausted. Nothing of it is recorded.</summary>
internal sealed class TeacherFailure(Diagnostic found, bool isBudget) : Exception(found.Message)
{
    public Diagnostic Found { get; } = found;

    /// <summary>Whether a budget ended the build (exit code 6) rather than the server.</summary>
    public bool IsBudget { get; } = isBudget;
}
