namespace SynthTool.Build;

/// <summary>Commands of this tool as hints show them: to be copied and run from anywhere in the repository.</summary>
internal static class ToolCommand
{
    /// <param name="dataset">The dataset's name, which a command finds from everywhere; its definition's path when it has none.</param>
    public static string Build(string dataset) => $"`dotnet synth build {Argument(dataset)}`";

    /// <summary>One argument of a command line: in quotation marks where a shell would take it apart.</summary>
    public static string Argument(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '\\' or ':' or '+' or ',' or '@' or '=')
        ? text
        : $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
