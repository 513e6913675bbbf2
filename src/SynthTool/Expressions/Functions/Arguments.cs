namespace SynthTool.Expressions.Functions;

/// <summary>The arguments of one call, checked against the function's parameters.</summary>
internal readonly struct Arguments(Value[] values)
{
    public Value this[int index] => values[index];

    /// <summary>Whether the call gave this argument, and not as null.</summary>
    public bool Has(int index) => index < values.Length && !values[index].IsNull;

    public string Text(int index) => values[index].Text;

    /// <summary>The text at a place, or the default when the call left it out.</summary>
    public string Text(int index, string otherwise) => Has(index) ? values[index].Text : otherwise;

    /// <summary>A count or a position; numbers beyond 32 bits are held at the ends.</summary>
    public int Int(int index) => values[index].Kind is ValueKind.Integer
        ? (int)Math.Clamp(values[index].Integer, -int.MaxValue, int.MaxValue)
        : values[index].BigInteger.Sign * int.MaxValue;

    public int Int(int index, int otherwise) => Has(index) ? Int(index) : otherwise;
}
