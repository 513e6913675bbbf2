using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary><c>and</c> or <c>or</c>; the right side is evaluated only where it decides.</summary>
internal sealed class LogicNode(bool isAnd, Node left, Node right, SourcePlace place) : Node(place)
{
    public override Value Evaluate(INames names) =>
        Value.Of(isAnd
            ? Conditions.Test(left, names) && Conditions.Test(right, names)
            : Conditions.Test(left, names) || Conditions.Test(right, names));

    public override Shape Check(Checker checker)
    {
        var what = isAnd ? "each side of and" : "each side of or";
        checker.CheckCondition(left, what);
        checker.CheckCondition(right, what);
        return Shape.Boolean;
    }
}
