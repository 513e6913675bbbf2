using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>What is known of an expression before any row is there.</summary>
/// <param name="Result">The shape of its value; <see cref="ShapeKind.Any"/> where nothing is known.</param>
/// <param name="Diagnostics">Names that nothing declares, values that cannot be combined.</param>
internal sealed record ExpressionCheck(Shape Result, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.IsError);
}
