using SynthTool.Build;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

public sealed class PermissionToSpend
{
    [Theory]
    [InlineData("never", true, true, "", "Never")]
    [InlineData("allow", false, false, "CI=true", "Allow")]
    [InlineData("auto", false, true, "", "Ask")]
    [InlineData("auto", true, true, "", "Allow")]
    [InlineData("auto", false, false, "", "WithinBudget")]
    [InlineData("auto", true, false, "", "WithinBudget")]
    [InlineData("auto", true, true, "CI=true", "Never")]
    [InlineData("auto", false, true, "CI=1", "Never")]
    [InlineData("auto", false, true, "CI=false", "Ask")]
    [InlineData("auto", false, true, "CI=0", "Ask")]
    [InlineData("auto", false, true, "CI=", "Ask")]
    [InlineData("auto", false, false, "TF_BUILD=True", "Never")]
    [InlineData("auto", false, false, "GITHUB_ACTIONS=true", "Never")]
    [InlineData("auto", false, false, "DesignTimeBuild=true", "Never")]
    [InlineData("auto", true, true, "BuildingInsideVisualStudio=true", "Never")]
    [InlineData("allow", false, false, "DesignTimeBuild=true", "Allow")]
    public void FollowsFromOptionsTerminalAndVariables(string teacher, bool yes, bool canAsk, string variable, string expected)
    {
        var chosen = SpendingChoice.Of(teacher, yes, canAsk, name => variable.Split('=') is [var set, var value] && set == name ? value : null);

        Assert.Equal(Enum.Parse<Spending>(expected), chosen);
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData(" YES \n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    [InlineData("yeah\n", false)]
    public async Task IsGivenOnATerminalOnlyByAClearYes(string typed, bool expected)
    {
        using var repository = new TempRepository().Dataset("data", "support-qa");
        bool? given = null;
        var engine = SampleEngine.Create() with
        {
            Build = async (_, _, options, _, consent, ct) =>
            {
                given = options.Spending is Spending.Ask && await consent(Sample.Plan, ct);
                return Sample.UpToDate;
            },
        };

        var result = await (new Infra.Cli(repository.Folder, engine) { OnTerminal = true, Input = typed, Variables = new() { ["NO_COLOR"] = "1", ["LANG"] = "en_US.UTF-8" } }).RunAsync("build");

        Assert.Equal(expected, given);
        Assert.Contains("  cost:  about 0.42 USD\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("Ask the teacher now? [y/N] ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsAskedForBeforeAnswersAreRemoved()
    {
        using var repository = new TempRepository().Dataset("data", "support-qa");
        var removals = 0;
        var engine = SampleEngine.Create();
        engine = engine with
        {
            Store = engine.Store with
            {
                Collect = (_, _, _, dryRun, _) =>
                {
                    removals += dryRun ? 0 : 1;
                    return Task.FromResult(new StoreTally("", []) { Answers = 12 });
                },
            },
        };

        await new Infra.Cli(repository.Folder, engine).RunAsync("store", "gc");
        await (new Infra.Cli(repository.Folder, engine) { OnTerminal = true, Input = "n\n" }).RunAsync("store", "gc");
        await new Infra.Cli(repository.Folder, engine).RunAsync("store", "gc", "--yes", "--dry-run");
        Assert.Equal(0, removals);

        await (new Infra.Cli(repository.Folder, engine) { OnTerminal = true, Input = "y\n" }).RunAsync("store", "gc");
        await new Infra.Cli(repository.Folder, engine).RunAsync("store", "gc", "--yes");
        Assert.Equal(2, removals);
    }
}
