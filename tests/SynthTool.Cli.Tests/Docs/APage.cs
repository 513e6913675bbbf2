using DuckDB.NET.Data;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Formats.Yaml;

namespace SynthTool.Cli.Tests.Docs;

/// <summary>What a page of <c>docs/</c> shows works as it stands there, from top to bottom.</summary>
public sealed class APage
{
    public static TheoryData<string> WithDatasets => Where(p => p.Blocks.Any(b => b.File?.EndsWith(".synth.yaml", StringComparison.Ordinal) == true));

    public static TheoryData<string> WithCommands => Where(p => Synth(p).Any());

    public static TheoryData<string> WithQueries => Where(p => p.Blocks.Any(b => b.Language == "sql"));

    [Theory]
    [MemberData(nameof(WithDatasets))]
    public async Task ShowsDatasetsThatCanBeRehearsed(string page)
    {
        await using var repository = await PageRepository.OfAsync(new MarkdownFile(page));

        var result = await repository.RunAsync("dotnet synth build --rehearse");

        Assert.True(result.Code == 0, result.Shown);
        Assert.DoesNotContain("warning", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithCommands))]
    public async Task ShowsCommandsThatEndWellOneAfterTheOther(string page)
    {
        await using var repository = await PageRepository.OfAsync(new MarkdownFile(page));
        foreach (var command in Synth(new MarkdownFile(page)))
        {
            var result = await repository.RunAsync(command);
            Assert.True(result.Code == 0, $"$ {command}\n{result.Shown}");
        }
    }

    [Theory]
    [MemberData(nameof(WithQueries))]
    public async Task ShowsQueriesThatDuckDbAnswers(string page)
    {
        var document = new MarkdownFile(page);
        await using var repository = await PageRepository.OfAsync(document);
        Assert.Equal(0, (await repository.RunAsync("dotnet synth build --teacher allow")).Code);
        using var database = new DuckDBConnection("Data Source=:memory:");
        database.Open();
        foreach (var block in document.Blocks.Where(b => b.Language == "sql"))
        {
            using var command = database.CreateCommand();
            command.CommandText = block.Text.Replace("'out/", $"'{repository.Folder}/out/", StringComparison.Ordinal);
            using var rows = command.ExecuteReader();
            Assert.True(rows.Read(), block.Text);
        }
    }

    /// <summary>TRL itself is too heavy for a test: its trainer takes a column of this name and type.</summary>
    [Fact]
    public async Task OfPythonBuildsTheColumnThatTrlTakes()
    {
        await using var repository = await PageRepository.OfAsync(new MarkdownFile("docs/python.md"));
        Assert.Equal(0, (await repository.RunAsync("dotnet synth build --frozen")).Code);
        using var database = new DuckDBConnection("Data Source=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT DISTINCT typeof(messages), messages[-1].role FROM '{repository.Folder}/out/quickstart/sft/*.parquet'";
        using var rows = command.ExecuteReader();

        Assert.True(rows.Read());
        Assert.Equal(("STRUCT(\"role\" VARCHAR, \"content\" VARCHAR)[]", "assistant"), (rows.GetString(0), rows.GetString(1)));
        Assert.False(rows.Read());
    }

    [Fact]
    public void NamesOnlyCommandsThatCanBeWritten()
    {
        var commands = MarkdownFile.Pages.SelectMany(p => p.InlineCommands.Concat(Synth(p)).Select(c => (p.RelativePath, Command: c))).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.DoesNotContain(UsageMistakes.In(CommandTree.Root.Parse(c.Command.Split(" > ")[0].Split(' ')[2..])), d => d.Message.Contains("nknown", StringComparison.Ordinal)));
    }

    [Fact]
    public void ShowsStagesOfDvcThatNameWhatIsThere()
    {
        var blocks = MarkdownFile.Pages.SelectMany(p => p.Blocks.Where(b => b is { Language: "yaml", Tool: "dvc" })).ToList();

        Assert.NotEmpty(blocks);
        foreach (var stage in blocks.SelectMany(b => YamlJson.ToElement(YamlReader.Read("dvc.yaml", b.Text).Value!).GetProperty("stages").EnumerateObject()))
        {
            Assert.Equal(["cmd", "deps", "outs"], stage.Value.EnumerateObject().Select(p => p.Name));
            var command = stage.Value.GetProperty("cmd").GetString()!;
            if (command.StartsWith("dotnet synth ", StringComparison.Ordinal))
            {
                Assert.Empty(UsageMistakes.In(CommandTree.Root.Parse(command.Split(' ')[2..])));
                Assert.All(stage.Value.GetProperty("deps").EnumerateArray(), d => Assert.True(Path.Exists(Repository.Path($"templates/quickstart/{d.GetString()}")), d.GetString()));
            }
        }
    }

    private static TheoryData<string> Where(Func<MarkdownFile, bool> holds) => [.. MarkdownFile.Pages.Where(holds).Select(p => p.RelativePath)];

    private static IEnumerable<string> Synth(MarkdownFile page) => page.Commands.Where(c => c.StartsWith("dotnet synth ", StringComparison.Ordinal));
}
