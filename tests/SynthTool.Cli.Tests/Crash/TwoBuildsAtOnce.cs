using System.Globalization;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Crash;

public sealed class TwoBuildsAtOnce : IAsyncLifetime, IDisposable
{
    private readonly ShopDataset dataset = new(seeds: 40);
    private LoopbackTeacher teacher = null!;

    private Tool Tool => dataset.Tool with { Endpoint = teacher.Endpoint };

    public async Task InitializeAsync() => teacher = await LoopbackTeacher.StartAsync(new() { Latency = TimeSpan.FromMilliseconds(400) });

    public async Task DisposeAsync() => await teacher.DisposeAsync();

    public void Dispose() => dataset.Dispose();

    [Fact]
    public async Task BothSucceedAndTheSecondSaysForWhomItWaits()
    {
        using var first = Tool.Start("build", "--teacher", "allow");
        await first.UntilAsync(() => teacher.Journal.Asked.Count > 0);
        using var second = Tool.Start("build", "--teacher", "allow");
        var impatient = await Tool.RunAsync("build", "--teacher", "allow", "--no-wait");
        var (one, two) = (await first.EndAsync(), await second.EndAsync());

        var holder = string.Create(CultureInfo.InvariantCulture, $"process {first.Id} on ");
        Assert.Equal((0, 0, 7), (one.Code, two.Code, impatient.Code));
        Assert.Contains(holder, two.Error, StringComparison.Ordinal);
        Assert.Contains("SYNTH1305", impatient.Error, StringComparison.Ordinal);
        Assert.Contains(holder, impatient.Error, StringComparison.Ordinal);
        Assert.Equal(80, teacher.Journal.Asked.Count);
        Assert.Contains("up to date", two.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeadProcessHoldsNobodyUp()
    {
        using var first = Tool.Start("build", "--teacher", "allow");
        await first.UntilAsync(() => teacher.Journal.Asked.Count > 0);
        await first.KillAsync();

        var next = await Tool.RunAsync("build", "--teacher", "allow", "--no-wait");

        Assert.True(next.Code == 0, next.Shown);
        Assert.DoesNotContain("waiting", next.Error, StringComparison.OrdinalIgnoreCase);
    }
}
