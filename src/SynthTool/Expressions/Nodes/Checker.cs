using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>Collects what a static check finds.</summary>
/// <param name="names">An object shape with all root names; <see cref="Shape.Any"/> when nothing is known.</param>
internal sealed class Checker(Shape names)
{
    public Shape Names { get; } = names;

    public List<Diagnostic> Found { get; } = [];

    public void Add(DiagnosticKind kind, SourcePlace place, string message, string? hint = null) =>
        Found.Add(new Diagnostic(kind, place, message, hint));

    /// <summary>Checks a part that must be true or false.</summary>
    public void CheckCondition(Node condition, string what)
    {
        var shape = condition.Check(this);
        if (Shapes.IsKnown(shape) && shape.Kind is not ShapeKind.Boolean)
        {
            Add(ExpressionDiagnostics.NotACondition, condition.Place, $"{what} must be true or false, but this is {Shapes.Describe(shape)}");
        }
    }
}
