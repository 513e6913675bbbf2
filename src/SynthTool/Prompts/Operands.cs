using System.Numerics;
using Scriban.Parsing;
using Scriban.Syntax;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>What operators in templates may take and give, so that no operation grows without bound.</summary>
internal static class Operands
{
    private const int LargestExponent = 10_000;

    /// <exception cref="ScriptRuntimeException">The operator does not take these values, or the result would be too large.</exception>
    public static void Check(SourceSpan span, ScriptBinaryOperator op, object? left, object? right)
    {
        var isEquality = op is ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual;
        if (!(IsScalar(left) && IsScalar(right)) && !(isEquality && (left is null || right is null)))
        {
            throw new ScriptRuntimeException(span, "operators take texts, numbers, true and false; array.add and array.concat make new lists");
        }

        var isTooLarge = op switch
        {
            ScriptBinaryOperator.Multiply when left is string || right is string => (long)Length(left) * Length(right) > PromptLimits.Output,
            ScriptBinaryOperator.Add when left is string || right is string => (long)Length(left) + Length(right) > PromptLimits.Output,
            ScriptBinaryOperator.Power => ToBig(right) is { } exponent && ToBig(left) is { } power && (exponent > LargestExponent || (long)exponent * power.GetBitLength() > Limits.Bits),
            ScriptBinaryOperator.ShiftLeft => ToBig(right) > Limits.Bits,
            _ => false,
        };
        if (isTooLarge)
        {
            throw TooLarge(span);
        }
    }

    public static void CheckResult(SourceSpan span, object? result)
    {
        if (result is string { Length: > PromptLimits.Output } || result is double and not (> double.NegativeInfinity and < double.PositiveInfinity))
        {
            throw TooLarge(span);
        }

        if (result is BigInteger big && big.GetBitLength() > Limits.Bits)
        {
            throw TooLarge(span);
        }
    }

    private static bool IsScalar(object? value) => value is null or string or bool or int or long or double or BigInteger or float or decimal or uint or ulong;

    /// <summary>A text's length, or how often a text is repeated.</summary>
    private static int Length(object? value) => value switch
    {
        string text => text.Length,
        _ when ToBig(value) is { } times => (int)BigInteger.Max(1, BigInteger.Min(times, int.MaxValue)),
        _ => 32,
    };

    private static BigInteger? ToBig(object? value) => value switch
    {
        int whole => whole,
        long whole => whole,
        BigInteger whole => whole,
        _ => null,
    };

    private static ScriptRuntimeException TooLarge(SourceSpan span) => new(span, "the result is too large, or not a number");
}
