using System.Collections.Immutable;
using System.Text;
using Scriban.Parsing;
using SynthTool.Diagnostics;

namespace SynthTool.Expressions;

/// <summary>
/// Rewrites an expression into one that Scriban reads: the words <c>and or not in</c> become operators of the same length,
/// line ends and comments become blanks, so that every offset holds.
/// </summary>
internal static class ExpressionText
{
    /// <param name="text">As it was written.</param>
    /// <param name="places">Where it stands.</param>
    /// <param name="found">Takes operators that would be mistaken for a mapped word, and numbers that Scriban would write out at any length.</param>
    public static string Rewrite(string text, TextPlaces places, ImmutableArray<Diagnostic>.Builder found)
    {
        var rewritten = new StringBuilder(text);
        var previous = TokenType.Invalid;
        foreach (var token in new Lexer(text, places.Start.Path, new LexerOptions { Mode = ScriptMode.ScriptOnly }))
        {
            var (from, length) = (token.Start.Offset, token.End.Offset - token.Start.Offset + 1);
            if (token.Type is TokenType.Eof || from < 0 || length <= 0 || from + length > text.Length)
            {
                continue;
            }

            switch (token.Type)
            {
                case TokenType.Identifier when previous is not (TokenType.Dot or TokenType.QuestionDot) && OperatorFor(text.AsSpan(from, length)) is { } known:
                    Put(rewritten, from, length, known);
                    break;
                case TokenType.NewLine or TokenType.Comment or TokenType.CommentMulti:
                    Put(rewritten, from, length, "");
                    break;
                case TokenType.Integer or TokenType.Float or TokenType.HexaInteger or TokenType.BinaryInteger when NumberText.IsTooLarge(text.AsSpan(from, length)):
                    found.Add(new Diagnostic(ExpressionDiagnostics.Unreadable, places.At(from), "this number has too many digits"));
                    break;
                case TokenType.DoubleLessThan:
                    found.Add(new Diagnostic(ExpressionDiagnostics.NotAllowed, places.At(from), "expressions have no operator <<", "a value is searched in an array with: in"));
                    break;
            }

            previous = token.Type is TokenType.Whitespace or TokenType.WhitespaceFull ? previous : token.Type;
        }

        return rewritten.ToString();
    }

    private static string? OperatorFor(ReadOnlySpan<char> word) => word switch
    {
        "and" => "&&",
        "or" => "||",
        "not" => "!",
        "in" => "<<",
        _ => null,
    };

    private static void Put(StringBuilder text, int from, int length, string with)
    {
        for (var i = 0; i < length; i++)
        {
            text[from + i] = i < with.Length ? with[i] : ' ';
        }
    }
}
