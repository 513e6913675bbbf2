using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>Whether a value is null or not there at all, at any step of its path.</summary>
internal sealed class MissingNode(Node operand, SourcePlace place) : Node(place)
{
    public override Value Evaluate(INames names) => Value.Of(operand.EvaluateOrNull(names).IsNull);

    public override Shape Check(Checker checker)
    {
        operand.Check(checker);
        return Shape.Boolean;
    }
}
