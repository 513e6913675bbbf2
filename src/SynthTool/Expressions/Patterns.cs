using System.Text.RegularExpressions;

namespace SynthTool.Expressions;

/// <summary>Regular expressions whose time grows only linearly with the text.</summary>
internal static class Patterns
{
    private const int Longest = 1000;

    /// <summary>A second line of defence: without backtracking no pattern comes near it on a text that fits in memory.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="RegexParseException">It is no pattern.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking: look-arounds, back-references.</exception>
    /// <exception cref="ValueFailure">It is too long.</exception>
    public static Regex Compile(string pattern) => pattern.Length <= Longest
        ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience)
        : throw new ValueFailure(FormattableString.Invariant($"it is longer than {Longest} characters"));
}
