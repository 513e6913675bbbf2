using System.Globalization;
using SynthTool.Testing;
using Xunit.Abstractions;

namespace SynthTool.Cli.Tests.Crash;

public sealed class ABuildThatIsKilled(ITestOutputHelper output)
{
    private const int UsualKills = 20;

    /// <summary><c>SYNTH_KILLS=100</c> kills more often; <c>SYNTH_KILL_SEED</c> repeats a run's moments.</summary>
    [Fact]
    public async Task AtRandomMomentsLosesNothingAndAsksNothingTwice()
    {
        var wanted = Number("SYNTH_KILLS", UsualKills);
        var seed = Number("SYNTH_KILL_SEED", Environment.TickCount & 0xFFFF);
        var random = new Random(seed);
        await using var builds = await KilledBuilds.StartAsync(seeds: 300, latency: TimeSpan.FromMilliseconds(8));
        for (var round = 0; builds.Kills < wanted; round++)
        {
            var change = round;
            await builds.ChangeAsync(dataset => Change(dataset, change));
            while (builds.Kills < wanted && !await builds.KillAfterAsync(builds.WholeBuild * random.NextDouble()))
            {
            }

            await builds.FinishAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {builds.Kills} kills, {builds.Asked} calls, {builds.Repeated} of them repeated (seed {seed})"));
        }
    }

    [Fact]
    public async Task AtANamedPointLosesNothingAndAsksNothingTwice()
    {
        await using var builds = await KilledBuilds.StartAsync(seeds: 300, latency: TimeSpan.Zero);
        await builds.ChangeAsync(_ => { });
        await builds.FinishAsync();
        var round = 0;
        foreach (var point in (string[])["after-append-before-fsync:1", "after-append-before-fsync:8", "between-pack-and-index", "between-shard-renames:1", "between-shard-renames:3", "between-manifest-and-lock"])
        {
            var change = 2 * round++;
            await builds.ChangeAsync(dataset => Change(dataset, change));
            await builds.KillAtAsync(point);
            await builds.FinishAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{point}: {builds.Repeated} of {builds.Asked} calls repeated so far"));
        }
    }

    [Fact]
    public async Task AndThenEditedLeavesNothingOfWhatItHadBegun()
    {
        await using var builds = await KilledBuilds.StartAsync(seeds: 300, latency: TimeSpan.Zero);
        await builds.ChangeAsync(_ => { });
        await builds.FinishAsync();
        foreach (var (round, point) in ((int, string)[])[(0, "between-shard-renames:2"), (4, "between-manifest-and-lock")])
        {
            await builds.ChangeAsync(dataset => Change(dataset, round));
            await builds.KillAtAsync(point);
            await builds.ChangeAsync(dataset => Change(dataset, round + 2));
            await builds.FinishAsync();
        }
    }

    [Fact]
    public async Task LeavesUnfinishedFilesThatTheNextBuildRemoves()
    {
        string[] unfinished = ["responses/.draft.jsonl.7-1.tmp", "responses/.title.3f.jsonl.7-2.tmp", "responses/.other.jsonl.7-6.tmp", ".shop.synth.lock.7-3.tmp", "out/shop/.manifest.json.7-4.tmp", "out/shop/sft/.train-0123456789ab.parquet.7-5.tmp"];
        using var dataset = new ShopDataset(seeds: 12);
        Array.ForEach(unfinished, path => dataset.Write(path, "{"));
        await using var teacher = await LoopbackTeacher.StartAsync(new());

        await (dataset.Tool with { Endpoint = teacher.Endpoint }).RunAsync("build --teacher allow");

        Assert.DoesNotContain(unfinished, path => File.Exists(dataset.At(path)));
    }

    private static void Change(ShopDataset dataset, int round)
    {
        switch (round % 4)
        {
            case 0:
                dataset.WriteSeeds(string.Create(CultureInfo.InvariantCulture, $" on day {round}"));
                break;
            case 1:
                dataset.Prompt("title", string.Create(CultureInfo.InvariantCulture, $"Write title {round} for: {{{{ draft }}}}"));
                dataset.Define(samples: 2);
                break;
            case 2:
                dataset.WriteSeeds(string.Create(CultureInfo.InvariantCulture, $" on day {round - 2}"), [.. Enumerable.Range(round, 60)]);
                break;
            default:
                dataset.Define(samples: 1);
                dataset.Prompt("draft", string.Create(CultureInfo.InvariantCulture, $"Write answer {round} to: {{{{ seed.question }}}}"));
                break;
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
