namespace SynthTool.Expressions;

/// <summary>The kinds of value that expressions tell apart. Values of two kinds are never equal, but for the three kinds of number.</summary>
internal enum ValueKind
{
    Null,
    Boolean,

    /// <summary>A whole number that fits into 64 bits.</summary>
    Integer,

    /// <summary>A whole number that does not.</summary>
    BigInteger,

    /// <summary>A number written with a fraction or an exponent, or the result of a division.</summary>
    Number,

    Text,
    Array,
    Object,
}
