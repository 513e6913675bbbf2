using System.Globalization;
using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Same files in, same bytes, names and lock out.</summary>
public sealed class TheSameDataset
{
    private const int Seeds = 40;

    [Fact]
    public async Task IsTheSameBytesInAnotherPlace()
    {
        using var here = await TestDataset.Rich(Seeds).BuiltAsync();
        using var there = await TestDataset.Rich(Seeds).BuiltAsync();

        var outputs = here.Outputs();
        Assert.True(here.Shards().Count > 6, $"{here.Shards().Count} shards are too few to tell");
        Assert.Equal(outputs, there.Outputs());
        Assert.DoesNotContain(outputs, o => o.Value.Contains(here.Root, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task IsTheSameBytesHoweverManyPartitionsAreInWorkAtOnce(int jobs)
    {
        using var two = await TestDataset.Rich(Seeds).BuiltAsync();
        using var other = await TestDataset.Rich(Seeds).BuiltAsync(o => o with { Jobs = jobs });

        Assert.Equal(two.Outputs(), other.Outputs());
    }

    [Fact]
    public async Task IsTheSameBytesUnderACultureThatWritesEverythingInAnotherWay()
    {
        using var plain = await TestDataset.Rich(Seeds).BuiltAsync();
        using var strange = TestDataset.Rich(Seeds);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = StrangeCulture();
            Assert.Equal("~1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            await strange.BuiltAsync();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(plain.Outputs(), strange.Outputs());
    }

    [Fact]
    public async Task IsTheSameBytesWithTheLineEndsOfAWindowsCheckout()
    {
        using var unix = await TestDataset.Rich(Seeds).BuiltAsync();
        using var windows = TestDataset.Rich(Seeds);
        foreach (var path in windows.Files("data"))
        {
            var text = File.ReadAllText(windows.InRoot(path));
            Assert.Contains('\n', text + "\n");
            File.WriteAllText(windows.InRoot(path), "\uFEFF" + text.ReplaceLineEndings("\r\n"));
        }

        await windows.BuiltAsync();

        Assert.Equal(unix.Outputs(), windows.Outputs());
    }

    [Fact]
    public async Task CostsNothingWhenACheckoutTurnsLockAndAnswersToo()
    {
        using var unix = await TestDataset.Rich(Seeds).BuiltAsync();
        using var windows = unix.Clone();
        foreach (var path in windows.Files("data"))
        {
            File.WriteAllText(windows.InRoot(path), File.ReadAllText(windows.InRoot(path)).ReplaceLineEndings("\r\n"));
        }

        var outcome = await windows.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(unix.Shards().Keys, windows.Shards().Keys);
    }

    [Fact]
    public async Task IsTheSameBytesInAnotherYearAndTimeZone()
    {
        using var now = await TestDataset.Rich(Seeds).BuiltAsync();
        using var then = TestDataset.Rich(Seeds);

        await DatasetBuild.RunAsync(then.Workspace(clock: new DistantClock()), then.Definition, then.Options, NoListener.Instance, (_, _) => new(false), CancellationToken.None);

        Assert.Equal(now.Outputs(), then.Outputs());
    }

    [Theory]
    [InlineData("sets/deep/er")]
    [InlineData("")]
    public async Task KeepsItsLockWhenItsFolderMovesInsideTheRepository(string folder)
    {
        using var here = await TestDataset.Rich(Seeds).BuiltAsync();
        using var moved = here.Clone(folder);

        var outcome = await moved.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(here.Outputs(), moved.Outputs());
    }

    [Fact]
    public async Task IsUpToDateWhenItIsBuiltAgain()
    {
        using var dataset = await TestDataset.Rich(Seeds).BuiltAsync();
        var before = dataset.Shards();

        var outcome = await dataset.BuildAsync();

        Assert.Equal((BuildStatus.UpToDate, 0L, before.Count), (outcome.Status, outcome.Calls, outcome.Shards.Kept));
        Assert.Empty(outcome.Reasons);
        Assert.Equal(before, dataset.Shards());
    }

    [Fact]
    public async Task IsRecognisedFromStampsAlone()
    {
        using var dataset = TestDataset.Rich(Seeds);
        Assert.Null(QuickCheck.TryUpToDate(dataset.Workspace().Root, dataset.Definition, dataset.Workspace().ToolVersion));
        var built = await dataset.BuildAsync();

        var known = QuickCheck.TryUpToDate(dataset.Workspace().Root, dataset.Definition, dataset.Workspace().ToolVersion);

        Assert.NotNull(known);
        Assert.Equal((BuildStatus.UpToDate, built.Rows, built.Quarantined), (known.Status, known.Rows, known.Quarantined));
        Assert.Equal((built.Shards.Total, 0, built.Shards.Total), (known.Shards.Total, known.Shards.Written, known.Shards.Kept));
        Assert.Equal(built.Splits, known.Splits);
        Assert.Equal(built.Funnel.Select(f => (f.Step, f.In, f.Out)), known.Funnel.Select(f => (f.Step, f.In, f.Out)));
        dataset.Edit("s-001", "other");
        Assert.Null(QuickCheck.TryUpToDate(dataset.Workspace().Root, dataset.Definition, dataset.Workspace().ToolVersion));
    }

    private sealed class DistantClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(-11.5), "far", "far");

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddYears(51);
    }

    // The suite runs without ICU, so that no culture of a country exists here; this one is stranger than most.
    private static CultureInfo StrangeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "'";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.PercentSymbol = "pct";
        culture.DateTimeFormat.DateSeparator = "~";
        return culture;
    }
}
