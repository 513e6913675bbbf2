using System.Reflection;
using System.Text;

namespace SynthTool.Cli;

/// <summary>What the process was started in. The only place that reads console and environment; tests make their own.</summary>
internal sealed record Surroundings
{
    /// <summary>The current folder, as a full path.</summary>
    public required string Folder { get; init; }

    /// <summary>Data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Talk.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens what is piped in, or what is typed.</summary>
    public required Func<Stream> OpenInput { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public bool InputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public required string ToolVersion { get; init; }

    /// <summary>Who holds a lock, for people.</summary>
    public required string ProcessName { get; init; }

    public static Surroundings OfProcess()
    {
        if (OperatingSystem.IsWindows() && !(Console.IsErrorRedirected && Console.IsOutputRedirected))
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return new Surroundings
        {
            Folder = Environment.CurrentDirectory,
            Out = Writer(Console.OpenStandardOutput(), flushes: false),
            Error = Writer(Console.OpenStandardError(), flushes: true),
            OpenInput = Console.OpenStandardInput,
            Variable = Environment.GetEnvironmentVariable,
            InputIsTerminal = !Console.IsInputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            Width = Console.IsErrorRedirected && Console.IsOutputRedirected ? 80 : Console.WindowWidth,
            ToolVersion = VersionOfTool(),
            ProcessName = FormattableString.Invariant($"process {Environment.ProcessId} on {Environment.MachineName}"),
        };
    }

    /// <summary>The version without the commit that follows a <c>+</c>.</summary>
    public static string VersionOfTool()
    {
        var full = typeof(Surroundings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var plus = full.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? full : full[..plus];
    }

    private static StreamWriter Writer(Stream stream, bool flushes) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = flushes };
}
