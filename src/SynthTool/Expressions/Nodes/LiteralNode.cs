using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>A value that is written out.</summary>
internal sealed class LiteralNode(Value value, SourcePlace place) : Node(place)
{
    public Value Value { get; } = value;

    public override Value Evaluate(INames names) => Value;

    public override Shape Check(Checker checker) => Value.Kind switch
    {
        ValueKind.Null => Shape.Null,
        ValueKind.Boolean => Shape.Boolean,
        ValueKind.Integer or ValueKind.BigInteger => Shape.Integer,
        ValueKind.Number => Shape.Number,
        _ => Shape.String,
    };
}
