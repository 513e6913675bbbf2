namespace SynthTool.Expressions.Functions;

/// <summary>What a function takes at one place.</summary>
internal enum ParameterKind
{
    Any,
    Text,

    /// <summary>A whole number; where a count or a position is meant, it is held within 32 bits.</summary>
    Whole,

    Number,
    Array,
    Object,

    /// <summary>Text, an array or an object.</summary>
    Sized,
}
