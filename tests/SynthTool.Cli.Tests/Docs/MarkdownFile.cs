using System.Text.RegularExpressions;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests.Docs;

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

    /// <summary>The pages of <c>docs/</c> for people who use the tool.</summary>
    public static IEnumerable<MarkdownFile> Pages => All.Where(d => d.RelativePath.StartsWith("docs/", StringComparison.Ordinal) && d.RelativePath.Count(c => c == '/') == 1);

    public IEnumerable<MarkdownBlock> Blocks => Fences().Matches(Text).Select(m => new MarkdownBlock(
        m.Groups["language"].Value,
        m.Groups["tool"].Success ? m.Groups["tool"].Value : null,
        m.Groups["file"].Success ? m.Groups["file"].Value : null,
        m.Groups["text"].Value));

    /// <summary>The commands of the blocks for a shell.</summary>
    public IEnumerable<string> Commands => Blocks.SelectMany(b => b.Commands);

    /// <summary>Commands of ours that the prose names.</summary>
    public IEnumerable<string> InlineCommands => Inline().Matches(Prose).Select(m => m.Groups["command"].Value);

    /// <summary>Links that stay in the repository, with the part behind <c>#</c>.</summary>
    public IEnumerable<string> Links => Targets().Matches(Prose).Select(m => m.Groups["target"].Value)
        .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The names by which headings can be linked to, as GitHub forms them.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            return Headings().Matches(Prose).Select(m => AnchorOf(m.Groups["title"].Value)).Select(a =>
            {
                var count = seen[a] = seen.GetValueOrDefault(a) + 1;
                return count == 1 ? a : $"{a}-{count - 1}";
            }).ToHashSet(StringComparer.Ordinal);
        }
    }

    private string Prose => Fences().Replace(Text, "");

    public static string AnchorOf(string title) => NotInAnchors().Replace(title.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    public override string ToString() => RelativePath;

    [GeneratedRegex(@"(?:^`(?<file>[^`\n]+)`:\n\n?)?^```(?<language>[a-z]*)(?: \((?<tool>[^)\n]*)\))?[^\n]*\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Targets();

    [GeneratedRegex("`(?<command>dotnet synth [^`…]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotInAnchors();
}
