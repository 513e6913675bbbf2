using System.CommandLine;
using System.Text;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

public sealed class Help
{
    [Fact]
    public async Task OfEveryVerbIsAsApproved()
    {
        var shown = new StringBuilder();
        foreach (var words in (string[][])[[], .. Verbs().Select(v => v.Words), ["store"]])
        {
            var result = await new Infra.Cli(Path.GetTempPath(), SampleEngine.Create()).RunAsync([.. words, "--help"]);

            Assert.Equal((0, ""), (result.Code, result.Error));
            shown.Append($"$ dotnet synth {string.Join(' ', words.Append("--help"))}\n{result.Out}\n");
        }

        Approved.Check("help", shown.ToString());
    }

    [Fact]
    public void HasTwoExamplesOfEveryVerbThatTheVerbItselfUnderstands()
    {
        foreach (var (words, verb) in Verbs())
        {
            Assert.True(verb.Examples.Count >= 2 && verb.Description!.Length > 0, string.Join(' ', words));
            foreach (var example in verb.Examples)
            {
                var args = example.Split('#')[0].Split('>', '<')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(["dotnet", "synth"], args[..2]);
                Assert.Empty(CommandTree.Root.Parse(args[2..]).Errors);
            }
        }
    }

    [Fact]
    public async Task IsShownWithoutArgumentsAndWithEveryMistakeBesideIt()
    {
        var cli = new Infra.Cli(Path.GetTempPath(), SampleEngine.Create());

        var alone = await cli.RunAsync();
        var beside = await cli.RunAsync("explain", "--help");

        Assert.Equal((0, ""), (alone.Code, alone.Error));
        Assert.StartsWith("Synthetic training data", alone.Out, StringComparison.Ordinal);
        Assert.StartsWith("Tell where a row", beside.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TellsTheVersionOnStdout()
    {
        var result = await new Infra.Cli(Path.GetTempPath(), SampleEngine.Create()).RunAsync("--version");

        Assert.Equal(new CliResult(0, "1.2.3\n", ""), result);
    }

    private static IEnumerable<(string[] Words, Verb Verb)> Verbs() =>
        CommandTree.Root.Subcommands.SelectMany(c => c is Verb verb ? [(new[] { c.Name }, verb)] : c.Subcommands.Select(s => (new[] { c.Name, s.Name }, (Verb)s)));
}

public sealed class HelpOnATerminal
{
    [Theory]
    [InlineData(60, 80)]
    [InlineData(92, 92)]
    [InlineData(400, 120)]
    public async Task IsAsWideAsTheTerminalWithinWhatReadsWell(int columns, int widest)
    {
        var result = await new Infra.Cli(Path.GetTempPath(), SampleEngine.Create()) { OnTerminal = true, Width = columns }.RunAsync("build", "--help");

        var wrapped = result.Out.Split('\n').Where(l => !l.StartsWith("  dotnet synth", StringComparison.Ordinal)).ToList();
        Assert.InRange(wrapped.Max(l => l.Length), widest - 15, Math.Max(widest, wrapped[0].Length));
        Assert.All(wrapped.Skip(1), l => Assert.True(l.Length <= widest, l));
    }
}
