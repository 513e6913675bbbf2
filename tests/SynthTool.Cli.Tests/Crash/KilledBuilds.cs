using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>
/// A dataset whose builds are killed, beside one with the same files whose builds never are. After every kill it looks at what is visible and
/// at which answers are durable; the teacher's journal then tells whether one of those is asked for again.
/// </summary>
internal sealed class KilledBuilds : IAsyncDisposable
{
    private readonly ShopDataset killed;
    private readonly ShopDataset whole;
    private readonly LoopbackTeacher teacher;
    private readonly LoopbackTeacher patient;
    private readonly HashSet<string> durable = new(StringComparer.Ordinal);
    private int checkedAsks;
    private bool isFinished = true;

    // Of a state that one side never finished building, it does not commit answers.
    private bool answersAreAlike = true;
    private VisibleFiles before = VisibleFiles.None;
    private VisibleFiles after = VisibleFiles.None;

    private KilledBuilds(int seeds, LoopbackTeacher teacher, LoopbackTeacher patient)
    {
        (this.teacher, this.patient) = (teacher, patient);
        (killed, whole) = (new ShopDataset(seeds), new ShopDataset(seeds));
    }

    public int Kills { get; private set; }

    /// <summary>How many calls were made again because of the kills.</summary>
    public int Repeated => teacher.Journal.Asked.Count - teacher.Journal.Asked.DistinctBy(r => r.Id).Count();

    public int Asked => teacher.Journal.Asked.Count;

    /// <summary>How long the last build took that was not killed.</summary>
    public TimeSpan WholeBuild { get; private set; }

    public static async Task<KilledBuilds> StartAsync(int seeds, TimeSpan latency) =>
        new(seeds, await LoopbackTeacher.StartAsync(new() { Latency = latency }), await LoopbackTeacher.StartAsync(new() { Latency = latency }));

    /// <summary>Changes both datasets, and builds the one that is never killed.</summary>
    public async Task ChangeAsync(Action<ShopDataset> change)
    {
        answersAreAlike &= isFinished;
        isFinished = false;
        change(killed);
        change(whole);
        var started = TimeProvider.System.GetTimestamp();
        await (whole.Tool with { Endpoint = patient.Endpoint }).RunAsync("build --teacher allow --jobs 2");
        WholeBuild = TimeProvider.System.GetElapsedTime(started);
        after = VisibleFiles.Of(whole.Folder, leftovers: true);
    }

    /// <summary>Starts a build and kills it after a while.</summary>
    /// <returns>Whether the build was quicker and is done.</returns>
    public async Task<bool> KillAfterAsync(TimeSpan delay)
    {
        using var run = Start(null);
        await Task.WhenAny(Task.Delay(delay), run.EndAsync());
        var result = run.HasEnded ? await run.EndAsync() : await run.KillAsync();
        return After(result);
    }

    /// <summary>Starts a build that kills itself at a named point.</summary>
    /// <param name="point"><c>name:count</c>.</param>
    public async Task KillAtAsync(string point)
    {
        using var run = Start(point);
        var result = await run.EndAsync();
        Assert.False(After(result), $"The build never came to {point}.\n{result.Shown}");
    }

    /// <summary>Builds to the end, and compares with the build that was never killed.</summary>
    public async Task FinishAsync()
    {
        using var run = Start(null);
        Assert.True(After(await run.EndAsync()));
        VisibleFiles.Of(killed.Folder, leftovers: true).CheckEqual(after, answersAreAlike);
        isFinished = true;
        Assert.InRange(Repeated, 0, ShopDataset.Concurrency * Kills);
        before = after;
    }

    public async ValueTask DisposeAsync()
    {
        await teacher.DisposeAsync();
        await patient.DisposeAsync();
        killed.Dispose();
        whole.Dispose();
    }

    private ToolRun Start(string? killAt) => (killed.Tool with
    {
        Endpoint = teacher.Endpoint,
        Variables = killAt is null ? [] : new Dictionary<string, string> { ["SYNTH_TEST_KILL_AT"] = killAt },
    }).Start("build", "--teacher", "allow", "--jobs", "2");

    private bool After(ToolResult result)
    {
        var asked = teacher.Journal.Asked;
        var again = asked.Skip(checkedAsks).FirstOrDefault(r => durable.Contains(r.Id));
        Assert.True(again is null, $"The answer for {again?.Id} was durable and was asked for again.\n{result.Shown}");
        checkedAsks = asked.Count;
        Assert.DoesNotContain("warning", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("error", result.Error, StringComparison.Ordinal);
        if (result.Code == 0)
        {
            return true;
        }

        Assert.Equal(137, result.Code);
        Kills++;
        VisibleFiles.Of(killed.Folder, leftovers: false).CheckBetween(before, after, killed.Folder, answersAreAlike);
        NoteDurable();
        return false;
    }

    // In a copy: opening the store mends it, and the next build is to find it as the kill left it.
    private void NoteDurable()
    {
        var folder = killed.At(".synth/responses");
        if (!Directory.Exists(folder))
        {
            return;
        }

        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, copy[Path.GetFileName(file)]);
        }

        var findings = new Findings();
        using var store = new StoreCopy(PackStore.Open(RepositoryRoot.Find(copy.Path), new PackSettings(copy.Path, "99991231T000000000-1", "a test"), findings));
        durable.UnionWith(store.Keys.Select(k => k.ToString()));
        Assert.Empty(findings.ToSorted());
    }

    private sealed class StoreCopy(PackStore store) : IDisposable
    {
        public IReadOnlyList<ContentHash> Keys => store.Keys();

        public void Dispose() => store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
