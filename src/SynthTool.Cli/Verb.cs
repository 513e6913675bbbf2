using System.CommandLine;
using SynthTool.Build;

namespace SynthTool.Cli;

/// <summary>A verb of the command line: its words, and what it does.</summary>
internal sealed class Verb : Command
{
    public Verb(string name, string description, IReadOnlyList<string> examples, IEnumerable<Symbol> symbols)
        : base(name, description)
    {
        Examples = examples;
        foreach (var symbol in symbols.Concat(CliOptions.Common))
        {
            if (symbol is Argument argument)
            {
                Add(argument);
            }
            else
            {
                Add((Option)symbol);
            }
        }
    }

    /// <summary>At least two command lines, each with what it is for behind <c>#</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    public required Func<Session, CancellationToken, Task<ExitCode>> RunAsync { get; init; }

    public static Argument<string[]> Datasets() => new("dataset|path")
    {
        Description = "Definition files, folders or datasets' names. Default: every definition below the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
