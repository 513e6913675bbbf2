using System.Text;

namespace SynthTool.Cli.Tests.Infra;

/// <summary>Runs the command line inside the test's process.</summary>
internal sealed record Cli(string Folder, Engine Engine)
{
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>What is typed or piped in.</summary>
    public string Input { get; init; } = "";

    public bool OnTerminal { get; init; }

    public int Width { get; init; } = 100;

    public bool OutputOnTerminal { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public CancellationToken Token { get; init; }

    public async Task<CliResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings
        {
            Folder = Folder,
            Out = output,
            Error = error,
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            Variable = name => Variables.GetValueOrDefault(name),
            InputIsTerminal = OnTerminal,
            ErrorIsTerminal = OnTerminal,
            OutputIsTerminal = OutputOnTerminal,
            Width = Width,
            Clock = Clock,
            ToolVersion = "1.2.3",
            ProcessName = "process 1 on test",
        };
        var code = await CommandLine.RunAsync(args, surroundings, Engine, Token);
        return new CliResult(code, output.ToString(), error.ToString());
    }
}

/// <summary>How a command ended.</summary>
internal sealed record CliResult(int Code, string Out, string Error)
{
    /// <summary>All of it as text, for approval.</summary>
    public string Shown => $"-- stdout\n{Out}-- stderr\n{Error}-- exit code {Code}\n";
}
