using System.Collections.Immutable;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using SynthTool.Diagnostics;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>One file of a template, parsed.</summary>
internal sealed class TemplateFile
{
    public const string IncludeFunction = "include";

    /// <summary>The first errors of a file tell it; the parser follows with one for each character of what it no longer understands.</summary>
    private const int MostErrors = 10;

    private TemplateFile(string path, Template template, TemplateSyntax syntax)
    {
        Path = path;
        Template = template;
        Syntax = syntax;
    }

    public string Path { get; }

    public Template Template { get; }

    /// <summary>What its statements do, as far as that can be seen without a row.</summary>
    public TemplateSyntax Syntax { get; }

    public ScriptPage Page => Template.Page!;

    /// <param name="path">The file's path in the repository.</param>
    /// <param name="text">Its text, with <c>\n</c> line ends.</param>
    public static Parsed<TemplateFile> Parse(string path, string text)
    {
        if (text.Length > PromptLimits.File)
        {
            return Refused(new Diagnostic(PromptDiagnostics.TooLarge, new SourcePlace(path), FormattableString.Invariant($"the file has {text.Length:N0} characters, more than {PromptLimits.File:N0}")));
        }

        var tokens = new Lexer(text, path, new LexerOptions { Mode = ScriptMode.Default }).ToList();
        if (tokens.Find(t => IsLongNumber(t, text)) is { Type: not TokenType.Invalid } number)
        {
            return Refused(new Diagnostic(PromptDiagnostics.Unreadable, Places.Of(path, number.Start), "this number has too many digits"));
        }

        var roles = RoleLines.Mark(text, tokens);
        var template = Template.Parse(roles.Text, path, new ParserOptions { ExpressionDepthLimit = 100 }, new LexerOptions { Mode = ScriptMode.Default });
        if (template.HasErrors || template.Page is null)
        {
            return Refused([.. template.Messages.Where(m => m.Type is ParserMessageType.Error).Take(MostErrors).Select(m =>
                new Diagnostic(PromptDiagnostics.Unreadable, Places.Of(path, m.Span.Start), $"the template cannot be read: {Quote.Bare(m.Message, 200)}"))]);
        }

        var syntax = TemplateSyntax.Read(path, template.Page, roles.Lines);
        return new(new TemplateFile(path, template, syntax), [.. syntax.Found, .. roles.Misspelt.Select(m => Warned(path, m))]);
    }

    private static Parsed<TemplateFile> Refused(params ImmutableArray<Diagnostic> found) => new(null, found);

    private static Diagnostic Warned(string path, MisspeltRole role) => new(
        PromptDiagnostics.RoleMisspelt, new SourcePlace(path, role.Line + 1, role.Column + 1), $"the line \"{role.Written}\" is text, and begins no message", $"did you mean \"{role.Role}:\"? Write \"\\{role.Written}\" if it is to be text");

    private static bool IsLongNumber(Token token, string text) =>
        token.Type is TokenType.Integer or TokenType.Float or TokenType.HexaInteger or TokenType.BinaryInteger
        && NumberText.IsTooLarge(text.AsSpan(token.Start.Offset, token.End.Offset - token.Start.Offset + 1));
}
