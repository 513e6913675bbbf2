using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed class ConditionalNode(Node condition, Node then, Node otherwise, SourcePlace place) : Node(place)
{
    public override Value Evaluate(INames names) => (Conditions.Test(condition, names) ? then : otherwise).Evaluate(names);

    public override Shape Check(Checker checker)
    {
        checker.CheckCondition(condition, "what stands before ?");
        return Shapes.Union(then.Check(checker), otherwise.Check(checker));
    }
}
