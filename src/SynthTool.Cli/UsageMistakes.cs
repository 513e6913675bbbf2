using System.CommandLine;
using System.CommandLine.Parsing;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>What is wrong with a command line, in our words.</summary>
internal static class UsageMistakes
{
    /// <summary>In the order in which they were written; empty when the command line means something.</summary>
    public static IReadOnlyList<Diagnostic> In(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is not Verb)
        {
            return [UnknownVerb(parsed.UnmatchedTokens is [var first, ..] ? first : "", command)];
        }

        // The library finds a verb behind other words too, as in "teacher list".
        var words = parsed.Tokens.TakeWhile(t => t.Type is not TokenType.Argument).ToList();
        if (parsed.Tokens.Skip(words.Count).Any(t => t.Type is TokenType.Command))
        {
            return [UnknownVerb(parsed.Tokens[words.Count].Value, command.Parents.OfType<Command>().First())];
        }

        var strange = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens)
            .Select(t => t.Value)
            .Concat(parsed.UnmatchedTokens)
            .Where(LooksLikeOption)
            .Distinct(StringComparer.Ordinal)
            .Select(t => UnknownOption(t, command))
            .ToList();
        return strange.Count > 0
            ? strange
            : [.. parsed.Errors.Select(e => Sentence(e, command)).Distinct(StringComparer.Ordinal).Select(s => Mistake(s, $"dotnet synth {PathOf(parsed)} --help shows what can be written"))];
    }

    /// <summary>The verbs as they were written: <c>store gc</c>.</summary>
    public static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } here; at = at.Parent)
        {
            names.Insert(0, here.Command.Name);
        }

        return string.Join(' ', names);
    }

    // "-" alone is what is piped in.
    private static bool LooksLikeOption(string token) => token.Length > 1 && token[0] == '-';

    private static Diagnostic UnknownVerb(string word, Command group)
    {
        var path = group is RootCommand ? "" : group.Name;
        var names = group.Subcommands.Select(c => c.Name).ToList();
        return word switch
        {
            "" => Mistake($"dotnet synth {path} needs a verb", $"known here: {string.Join(", ", names)}"),
            _ when LooksLikeOption(word) => UnknownOption(word, group),
            _ when group is RootCommand && CommandTree.Later.Contains(word) => Mistake($"{word} is not in this version", $"known here: {string.Join(", ", names)}"),
            _ => Mistake($"{Quoted.Text(word)} is no verb{(path.Length > 0 ? $" of {path}" : "")}", Suggestion.Hint(word, names)),
        };
    }

    private static Diagnostic UnknownOption(string token, Command command)
    {
        var name = token.Split('=', ':')[0];
        var known = command.Options.Append(CliOptions.Help).Select(o => o.Name).Distinct(StringComparer.Ordinal).ToList();
        return Mistake($"{Quoted.Text(name)} is no option{(command is Verb ? $" of {command.Name}" : " here")}", Suggestion.Hint(name, known));
    }

    private static string Sentence(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { IdentifierTokenCount: 0 } option => $"{command.Name} needs {option.Option.Name} <{option.Option.HelpName}>",
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value",
        OptionResult { IdentifierTokenCount: > 1 } option => $"{option.Option.Name} is given more than once",
        ArgumentResult { Tokens.Count: 0 } argument when argument.Parent is CommandResult => $"{command.Name} needs <{argument.Argument.Name}>",
        _ when error.Message.Split('\'') is [_, var word, "" or "."] => $"{Quoted.Text(word)} is too much for {command.Name}",
        _ => FirstLine(error.Message),
    };

    public static Diagnostic Mistake(string message, string? hint) => new(CliDiagnostics.NotUnderstood, null, message, hint);

    private static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd('.');
}
