using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SynthTool.Cli.Tests.Docs;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests.Readme;

/// <summary>What the pages for people show is what happens.</summary>
public sealed partial class TheReadme
{
    private const string Edited = "$ dotnet synth build --teacher allow\n";

    private static readonly string[] Install =
    [
        "dotnet pack src/SynthTool.Cli -o artifacts/package -p:SynthToolRids=any", "dotnet tool install --global dotnet-synth --add-source artifacts/package", "dotnet synth new my-data",
    ];

    [Fact]
    public async Task ShowsWhatABuildAfterAnEditPrints()
    {
        await using var quickstart = await QuickstartCopy.StartAsync();
        await quickstart.Tool.RunAsync("build --frozen");
        quickstart.Edit("q-02");
        var result = await quickstart.Tool.RunAsync("build --teacher allow");
        Assert.Equal(("", 2), (result.Out, quickstart.Calls));

        var readme = new MarkdownFile("README.md");
        var shown = Assert.Single(readme.Blocks, b => b.Text.StartsWith(Edited, StringComparison.Ordinal)).Text;
        var printed = Edited + Durations().Replace(result.Error, "; 1.2 s");

        Assert.Contains("edited 1 of 20 seeds → 2 calls, 1 shard rewritten, the rest untouched", printed, StringComparison.Ordinal);
        Approved.CheckFile(Repository.Path("README.md"), readme.Text.Replace($"```console\n{shown}```", $"```console\n{printed}```", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HasNoOtherCommandsThanThoseThatAreRun()
    {
        var ci = await File.ReadAllTextAsync(Repository.Path(".ci/run"));
        var commands = new MarkdownFile("README.md").Commands.ToList();

        Assert.Equal(["dotnet run --project src/SynthTool.Cli -- build templates/quickstart", "dotnet test", Edited.TrimEnd('\n')[2..], .. Install], commands);
        Assert.All(commands.Take(2), c => Assert.Contains(c, ci, StringComparison.Ordinal));
    }

    [Fact]
    public async Task InstallsTheToolByTheCommandsThatItShows()
    {
        using var folder = new TempRepository();
        var package = Path.Join(folder.Folder, "package");
        var tools = Path.Join(folder.Folder, "tools");
        await RunAsync("dotnet", Install[0].Replace("artifacts/package", package, StringComparison.Ordinal), Repository.Path(""));
        await RunAsync("dotnet", Install[1].Replace("artifacts/package", package, StringComparison.Ordinal).Replace("--global", $"--tool-path {tools}", StringComparison.Ordinal), folder.Folder);
        await RunAsync(Path.Join(tools, "dotnet-synth"), Install[2].Replace("dotnet synth", "dotnet", StringComparison.Ordinal), folder.Folder);

        Assert.True(File.Exists(Path.Join(folder.Folder, "my-data", "my-data.synth.yaml")));
    }

    [Fact]
    public async Task OfTheQuickstartCanBeWalkedThrough()
    {
        await using var quickstart = await QuickstartCopy.StartAsync();
        var commands = new MarkdownFile("templates/quickstart/README.md").Commands.ToList();
        Assert.Contains(commands, c => c.Contains("store import", StringComparison.Ordinal));
        foreach (var command in commands)
        {
            Assert.StartsWith("dotnet synth ", command, StringComparison.Ordinal);
            switch (command["dotnet synth ".Length..].Split(" > "))
            {
                case ["plan"]:
                    quickstart.Edit("q-02");
                    Assert.Contains("2 calls", (await quickstart.Tool.RunAsync("plan")).Shown, StringComparison.Ordinal);
                    break;
                case [var line, var file]:
                    quickstart.Edit("q-03");
                    await File.WriteAllTextAsync(quickstart.At(file), (await quickstart.Tool.RunAsync(line)).Out);
                    await AnswerAsync(quickstart.At(file), quickstart.At("answers.jsonl"));
                    break;
                case [var line]:
                    await quickstart.Tool.RunAsync(line);
                    break;
            }
        }

        Assert.Equal(2, quickstart.Calls);
    }

    // As the page tells its readers to.
    private static async Task AnswerAsync(string requests, string answers)
    {
        var lines = await File.ReadAllLinesAsync(requests);
        Assert.Equal(2, lines.Length);
        await File.WriteAllLinesAsync(answers, lines.Select(l => new JsonObject
        {
            ["key"] = JsonNode.Parse(l)!["key"]!.GetValue<string>(),
            ["text"] = """{"text": "On Saturdays too.", "confident": true}""",
        }.ToJsonString()));
    }

    /// <summary>Runs the words behind the first one of a shown command.</summary>
    private static async Task RunAsync(string program, string command, string folder)
    {
        var start = new ProcessStartInfo(program, command.Split(' ').Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    [GeneratedRegex(@"; (\d+ ms|\d+\.\d s|\d+ min \d+ s)(?=$)", RegexOptions.Multiline)]
    private static partial Regex Durations();
}
