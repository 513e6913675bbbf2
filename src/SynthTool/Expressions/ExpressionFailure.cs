using SynthTool.Diagnostics;

namespace SynthTool.Expressions;

/// <summary>An expression that cannot be evaluated for one row. Callers turn it into a diagnostic that names the row.</summary>
internal sealed class ExpressionFailure(SourcePlace place, string message) : Exception(message)
{
    public SourcePlace Place { get; } = place;
}
