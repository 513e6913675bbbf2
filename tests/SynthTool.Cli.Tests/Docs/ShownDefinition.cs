using System.Text.RegularExpressions;

namespace SynthTool.Cli.Tests.Docs;

/// <summary>Parts of a definition that pages show, made whole: the keys that are needed and not shown stand for themselves, a list is one of steps.</summary>
internal static partial class ShownDefinition
{
    private static readonly (string Key, string Text)[] Needed =
    [
        ("dataset", "dataset: shown\n"),
        ("seeds", "seeds: { from: seeds/*.jsonl, key: id }\n"),
        ("teachers", "teachers: { writer: { provider: openai, model: a-model } }\n"),
    ];

    public static string Completed(string text)
    {
        var part = text.StartsWith("- ", StringComparison.Ordinal) ? "steps:\n" + text : text;
        var keys = Keys().Matches(part).Select(m => m.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        return keys.Contains("dataset") ? part : string.Concat(Needed.Where(n => !keys.Contains(n.Key)).Select(n => n.Text)) + part;
    }

    [GeneratedRegex("^(?<key>[a-z]+):", RegexOptions.Multiline)]
    private static partial Regex Keys();
}
