using System.CommandLine;

namespace SynthTool.Cli;

/// <summary>Help as text, as wide as the terminal, within what reads well.</summary>
internal sealed class HelpText
{
    private const string Tool = "dotnet synth";
    private const int Column = 32;
    private const int Narrowest = 80;
    private const int Widest = 120;

    /// <summary>Where there is no terminal, such as in a file.</summary>
    private const int Elsewhere = 100;

    private readonly int width;

    private HelpText(Surroundings surroundings) => width = surroundings.ErrorIsTerminal ? Math.Clamp(surroundings.Width, Narrowest, Widest) : Elsewhere;

    public static IEnumerable<string> For(Command command, string path, Surroundings surroundings) =>
        command is Verb verb ? new HelpText(surroundings).ForVerb(verb, path) : new HelpText(surroundings).ForGroup(command, path);

    private IEnumerable<string> ForGroup(Command group, string path)
    {
        yield return group.Description!;
        yield return "";
        yield return $"usage: {Tool}{path} <verb> [options]";
        yield return "";
        foreach (var verb in group.Subcommands)
        {
            yield return Row(verb.Name, verb.Description!);
        }

        yield return "";
        if (path.Length == 0)
        {
            yield return "start:";
            yield return $"  {Tool} new my-data                              # a dataset that builds as it is";
            yield return $"  {Tool} build my-data";
            yield return "";
        }

        yield return $"{Tool}{path} <verb> --help shows options and examples.";
    }

    private IEnumerable<string> ForVerb(Verb verb, string path)
    {
        yield return verb.Description!;
        yield return "";
        yield return $"usage: {Tool}{path}{string.Concat(verb.Arguments.Select(Usage))} [options]";
        yield return "";
        foreach (var argument in verb.Arguments)
        {
            yield return Row(argument.Name, argument.Description!);
        }

        yield return "";
        yield return "options:";
        foreach (var option in verb.Options.Append(CliOptions.Help))
        {
            yield return Row(Names(option), option.Description!);
        }

        yield return "";
        yield return "examples:";
        foreach (var example in verb.Examples)
        {
            yield return $"  {example}";
        }
    }

    private static string Usage(Argument argument) => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
    {
        (0, 1) => $" [{argument.Name}]",
        (0, _) => $" [{argument.Name} …]",
        (_, > 1) => $" <{argument.Name}> …",
        _ => $" <{argument.Name}>",
    };

    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a.Length == 2 && a[1] != '?').Append(option.Name));
        return option.ValueType == typeof(bool) ? names : $"{names} {option.HelpName}";
    }

    private string Row(string name, string description)
    {
        var margin = new string(' ', Column);
        var text = string.Join("\n" + margin, Wrapped(description));
        return name.Length <= Column - 4 ? $"  {name}".PadRight(Column) + text : $"  {name}\n{margin}{text}";
    }

    private IEnumerable<string> Wrapped(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && Column + line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
