namespace SynthTool.Cli.Tests.Crash;

/// <summary>How a process ended.</summary>
internal sealed record ToolResult(int Code, string Out, string Error)
{
    public string Shown => $"-- stdout\n{Out}-- stderr\n{Error}-- exit code {Code}\n";
}
