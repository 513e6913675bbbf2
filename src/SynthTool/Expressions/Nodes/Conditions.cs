namespace SynthTool.Expressions.Nodes;

/// <summary>The one rule of conditions: they are true or false, nothing stands for either.</summary>
internal static class Conditions
{
    /// <exception cref="ExpressionFailure">The value is neither true nor false.</exception>
    public static bool Test(Node condition, INames names)
    {
        var value = condition.Evaluate(names);
        return value.Kind is ValueKind.Boolean
            ? value.Boolean
            : throw new ExpressionFailure(condition.Place, $"a condition must be true or false, but {condition.Name} is {Values.Describe(value)}" + (value.IsNull ? "; test is_missing(…) first" : ""));
    }
}
