using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>One part of an expression: it can be evaluated for a row, and checked before there is one.</summary>
/// <param name="place">Where it begins in its file.</param>
internal abstract class Node(SourcePlace place)
{
    public SourcePlace Place { get; } = place;

    /// <exception cref="ExpressionFailure">It cannot be evaluated for this row.</exception>
    public abstract Value Evaluate(INames names);

    /// <summary>Evaluates with null for whatever is not there, for <c>is_missing</c>.</summary>
    public virtual Value EvaluateOrNull(INames names) => Evaluate(names);

    /// <summary>Finds what is wrong whatever the row, and the result's shape.</summary>
    public abstract Shape Check(Checker checker);

    /// <summary>The part as a message names it: a path, or nothing better than "the value".</summary>
    public virtual string Name => "the value";

    protected ExpressionFailure Fail(string message) => new(Place, message);
}
