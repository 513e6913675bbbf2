namespace SynthTool.Cli.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">The first word behind the fence: <c>yaml</c>.</param>
/// <param name="Tool">What stands in parentheses behind it: the tool whose language this is, where it is not ours.</param>
/// <param name="File">The path that stands alone on the line before, as in <c>`seeds/a.jsonl`:</c></param>
/// <param name="Text">What stands between the fences.</param>
internal sealed record MarkdownBlock(string Language, string? Tool, string? File, string Text)
{
    /// <summary>The commands of a block for a shell, without a prompt sign and comments.</summary>
    public IEnumerable<string> Commands => Language is not ("console" or "sh") ? [] : Text.Split('\n')
        .Select(l => l.StartsWith("$ ", StringComparison.Ordinal) ? l[2..] : l)
        .Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal))
        .Select(l => l.Split(" #")[0].TrimEnd());
}
