using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Build;

public sealed class BuildsSideBySide
{
    private readonly TeacherTurns turns = new();

    [Fact]
    public async Task AskOneServerInTurn()
    {
        var first = await turns.TakeAsync([Teacher("m", "http://one")], CancellationToken.None);
        var second = turns.TakeAsync([Teacher("n", "http://one"), Teacher("o", "http://two")], CancellationToken.None);

        Assert.False(second.IsCompleted);
        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task AskOneModelInTurnSoThatNothingIsBoughtTwice()
    {
        using var first = await turns.TakeAsync([Teacher("m", "http://one")], CancellationToken.None);

        Assert.False(turns.TakeAsync([Teacher("m", "http://two")], CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task DoNotWaitForOtherServers()
    {
        using var first = await turns.TakeAsync([Teacher("m", "http://one")], CancellationToken.None);
        using var second = await turns.TakeAsync([Teacher("n", "http://two")], CancellationToken.None);

        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task GiveBackWhatTheyHadWhenTheyAreCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var first = await turns.TakeAsync([Teacher("m", "http://b")], CancellationToken.None);
        var second = turns.TakeAsync([Teacher("n", "http://a"), Teacher("m", "http://a")], cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        (await turns.TakeAsync([Teacher("n", "http://a")], CancellationToken.None)).Dispose();
        first.Dispose();
    }

    private static TeacherDefinition Teacher(string model, string endpoint) => new()
    {
        Name = new Located<string>(model, new SourcePlace("d.synth.yaml")),
        Provider = new Located<string>("openai", new SourcePlace("d.synth.yaml")),
        Model = model,
        Endpoint = new Located<string>(endpoint, new SourcePlace("d.synth.yaml")),
    };
}
