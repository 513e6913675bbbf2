namespace SynthTool.Expressions;

/// <summary>What one value may grow to while an expression or a prompt is evaluated.</summary>
internal static class Limits
{
    /// <summary>UTF-16 units of one text: 16 Mi.</summary>
    public const int Text = 16 * 1024 * 1024;

    /// <summary>Elements of an array that a function makes.</summary>
    public const int Items = 1_000_000;

    /// <summary>Bits of a whole number: about 20,000 digits.</summary>
    public const int Bits = 65_536;

    /// <summary>Arrays and objects within each other.</summary>
    public const int Depth = 128;

    /// <summary>UTF-16 units of an expression's own text.</summary>
    public const int Expression = 64 * 1024;

    /// <exception cref="ValueFailure">The text would be too long.</exception>
    public static void CheckText(long length)
    {
        if (length > Text)
        {
            throw new ValueFailure(FormattableString.Invariant($"the text would be longer than {Text:N0} characters"));
        }
    }

    /// <exception cref="ValueFailure">The array would be too long.</exception>
    public static void CheckItems(long count)
    {
        if (count > Items)
        {
            throw new ValueFailure(FormattableString.Invariant($"the array would have more than {Items:N0} elements"));
        }
    }
}
