namespace SynthTool.Expressions.Nodes;

internal enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    DivideWhole,
    Remainder,
}
