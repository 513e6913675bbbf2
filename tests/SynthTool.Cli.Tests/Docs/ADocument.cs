using System.Text.Json;
using System.Text.RegularExpressions;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Definition;
using SynthTool.Files;

namespace SynthTool.Cli.Tests.Docs;

public sealed partial class ADocument
{
    [Fact]
    public void ShowsOnlyDefinitionsThatCanBeRead()
    {
        var root = RepositoryRoot.Find(Repository.Root);
        var definitions = Blocks("yaml").Where(b => b.Block.Tool is null && b.Block.File?.EndsWith(".synth.yaml", StringComparison.Ordinal) != false).ToList();

        Assert.Contains(definitions, d => d.Page == "README.md");
        Assert.All(definitions, d => Assert.Empty(DefinitionReader.Read("docs/shown.synth.yaml", ShownDefinition.Completed(d.Block.Text), root).Diagnostics));
        Assert.All(definitions.Where(d => d.Page == "README.md"), d => Assert.InRange(d.Block.Text.Split('\n').Length - 1, 1, 15));
    }

    [Fact]
    public void ShowsOnlyJsonThatCanBeRead()
    {
        var lines = Blocks("json").Select(b => b.Block.Text).Concat(Blocks("jsonl").SelectMany(b => b.Block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))).ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, l => JsonDocument.Parse(l).Dispose());
    }

    [Fact]
    public void LinksOnlyToWhatIsThere()
    {
        var links = MarkdownFile.All.SelectMany(d => d.Links.Select(l => (d.RelativePath, Link: l))).ToList();

        Assert.Contains(links, l => l.Link.Contains('#', StringComparison.Ordinal));
        Assert.DoesNotContain(links, l => !IsThere(l.RelativePath, l.Link));
    }

    [Fact]
    public void NamesOnlyCodesThatExist()
    {
        var known = Codes().Matches(File.ReadAllText(Repository.Path("docs/diagnostics.md"))).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var named = MarkdownFile.All.SelectMany(d => Codes().Matches(d.Text).Select(m => (d.RelativePath, Code: m.Value)));

        Assert.DoesNotContain(named, n => !known.Contains(n.Code));
    }

    [Fact]
    public void IsFoundThroughTheIndex()
    {
        var linked = new MarkdownFile("docs/README.md").Links.ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(MarkdownFile.Pages.Select(p => p.RelativePath["docs/".Length..]), p => p != "README.md" && !linked.Contains(p));
        Assert.Contains("docs/README.md", new MarkdownFile("README.md").Links);
    }

    private static IEnumerable<(string Page, MarkdownBlock Block)> Blocks(string language) =>
        MarkdownFile.All.SelectMany(d => d.Blocks.Where(b => b.Language == language).Select(b => (d.RelativePath, b)));

    private static bool IsThere(string page, string link)
    {
        var (path, anchor) = link.Split('#') is [var p, var a] ? (p, a) : (link, null);
        var target = path.Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.GetFullPath(path, Path.GetDirectoryName(Repository.Path(page))!)).Replace('\\', '/');
        return Path.Exists(Repository.Path(target)) && (anchor is null || new MarkdownFile(target).Anchors.Contains(anchor));
    }

    [GeneratedRegex("SYNTH[0-9]{4}")]
    private static partial Regex Codes();
}
