using System.Text.Json;

namespace SynthTool.MSBuild;

/// <summary>A line that the tool prints under <c>--log-format json</c>: a finding, which has a code, or talk, which has only a message.</summary>
internal sealed record ToolLine(string? Code, bool IsError, string? Path, int Line, int Column, string? Message, string? Hint)
{
    /// <summary>The code of the finding that answers are missing and may not be bought.</summary>
    private const string ResponseMissing = "SYNTH1301";

    /// <summary>The line, or null when it is nothing that the tool prints.</summary>
    public static ToolLine? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind is JsonValueKind.Object
                ? new ToolLine(Text(root, "code"), Text(root, "severity") == "error", Text(root, "path"), Number(root, "line"), Number(root, "column"), Text(root, "message"), Text(root, "hint"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The message with its hint; one that speaks of the command line's options in the words of a build.</summary>
    public static string Sentence(ToolLine found)
    {
        var hint = found.Code == ResponseMissing ? $"to buy them: dotnet build -p:SynthTeacher=allow; or {found.Hint}" : found.Hint;
        return hint is null ? found.Message ?? "" : $"{found.Message} (hint: {hint})";
    }

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static int Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
}
