using System.Text.RegularExpressions;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests.Readme;

/// <summary>A document of the repository, as far as tests hold it to its word.</summary>
internal sealed partial record MarkdownFile(string RelativePath)
{
    public string Text { get; } = File.ReadAllText(Repository.Path(RelativePath)).ReplaceLineEndings("\n");

    /// <summary>The documents that people read.</summary>
    public static IReadOnlyList<MarkdownFile> All { get; } =
    [
        .. new[] { "README.md", "ARCHITECTURE.md", "CHANGELOG.md" }
            .Concat(new[] { "docs", "templates" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.md", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
                .Where(f => folder == "docs" || (Path.GetFileName(f) == "README.md" && !f.Split('/').Contains("out")))
                .Order(StringComparer.Ordinal)))
            .Select(f => new MarkdownFile(f)),
    ];

    /// <summary>The fenced blocks: language and text.</summary>
    public IEnumerable<(string Language, string Text)> Blocks => Fences().Matches(Text).Select(m => (m.Groups["language"].Value, m.Groups["text"].Value));

    /// <summary>The commands of console blocks, without a prompt sign.</summary>
    public IEnumerable<string> Commands => Blocks.Where(b => b.Language == "console").SelectMany(b => b.Text.Split('\n'))
        .Select(l => l.StartsWith("$ ", StringComparison.Ordinal) ? l[2..] : l).Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal));

    /// <summary>Links to files of the repository, without the part behind <c>#</c>.</summary>
    public IEnumerable<string> Links => Targets().Matches(Fences().Replace(Text, "")).Select(m => m.Groups["target"].Value)
        .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith("mailto:", StringComparison.Ordinal) && !t.StartsWith('#'))
        .Select(t => t.Split('#')[0]);

    [GeneratedRegex("^```(?<language>[a-z]*)[^\\n]*\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Targets();
}
