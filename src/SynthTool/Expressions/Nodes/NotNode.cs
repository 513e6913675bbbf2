using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

internal sealed class NotNode(Node operand, SourcePlace place) : Node(place)
{
    public override Value Evaluate(INames names) => Value.Of(!Conditions.Test(operand, names));

    public override Shape Check(Checker checker)
    {
        checker.CheckCondition(operand, "what follows not");
        return Shape.Boolean;
    }
}
