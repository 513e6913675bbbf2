using SynthTool.Cli.Tests.Infra;
using SynthTool.Definition;
using SynthTool.Files;

namespace SynthTool.Cli.Tests.Readme;

public sealed class ADocument
{
    [Fact]
    public void ShowsOnlyDefinitionsThatCanBeRead()
    {
        var root = RepositoryRoot.Find(Repository.Root);
        var definitions = MarkdownFile.All
            .SelectMany(d => d.Blocks.Where(b => b.Language is "yaml" or "yml" && b.Text.StartsWith("dataset:", StringComparison.Ordinal)).Select(b => (d.RelativePath, b.Text)))
            .ToList();

        Assert.Contains(definitions, d => d.RelativePath == "README.md");
        Assert.All(definitions, d => Assert.Empty(DefinitionReader.Read("docs/shown.synth.yaml", d.Text, root).Diagnostics));
        Assert.All(definitions.Where(d => d.RelativePath == "README.md"), d => Assert.InRange(d.Text.Split('\n').Length - 1, 1, 15));
    }

    [Fact]
    public void LinksOnlyToWhatIsThere()
    {
        var links = MarkdownFile.All.SelectMany(d => d.Links.Select(l => (d.RelativePath, Link: l))).ToList();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, l => !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.Path(l.RelativePath))!, l.Link)));
    }
}
