using SynthTool.Definition;
using SynthTool.Store;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class WhatTheStoreLacks
{
    private readonly AnswersInMemory store = new();

    [Fact]
    public async Task IsMissingWhenNothingMayBeSpent()
    {
        using var client = new FakeChatClient(text => text);
        using var chain = TeacherChain.Create(Ask.Options(store) with { MaySpend = false, Connect = _ => client });
        var request = Ask.For();

        var reply = await chain.Teacher.AskAsync(request, CancellationToken.None);

        Assert.Same(request, Assert.IsType<TeacherReply.Missing>(reply).Request);
        Assert.Empty(client.AskedFor);
        Assert.Equal(0, chain.Meter.Calls);
    }

    [Fact]
    public async Task IsMadeUpInARehearsalTheSameEveryTimeAndNeverStored()
    {
        using var chain = TeacherChain.Create(Ask.Options(store) with { Rehearse = true });

        var first = await chain.Teacher.RecordedAsync(Ask.For("one"));
        var again = await chain.Teacher.RecordedAsync(Ask.For("one"));
        var other = await chain.Teacher.RecordedAsync(Ask.For("two"));

        Assert.Equal(first.Answer, again.Answer);
        Assert.NotEqual(first.Answer, other.Answer);
        Assert.Empty(store.All);
        Assert.Equal((0, 0), (chain.Meter.Calls, chain.Meter.Bought));
    }

    [Fact]
    public async Task IsMadeUpInTheFormThatIsWanted()
    {
        using var chain = TeacherChain.Create(Ask.Options(store) with { Rehearse = true });
        var reply = await chain.Teacher.RecordedAsync(Ask.For(response: Ask.Item));
        Assert.True(Ask.Item.Schema.IsValid(Assert.NotNull(reply.Value)));
        Assert.Single(reply.Turns);
    }

    [Fact]
    public async Task IsNotMadeUpWhereTheStoreHasIt()
    {
        var request = Ask.For("one");
        await store.PutAsync(request.Key, new Answer("bought"), CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store) with { Rehearse = true });
        Assert.Equal("bought", (await chain.Teacher.RecordedAsync(request)).Answer.Text);
    }

    [Fact]
    public async Task IsBoughtOnceAndCounted()
    {
        using var client = new FakeChatClient(text => text);
        using var chain = TeacherChain.Create(Ask.Options(store) with { Connect = _ => client });
        var teacher = Ask.Nobody with { Price = new TeacherPrice(2.50m, 10m, "USD") };
        await store.PutAsync(Ask.For("old").Key, new Answer("stored"), CancellationToken.None);

        foreach (var text in new[] { "old", "new", "newer", "new", "old" })
        {
            _ = await chain.Teacher.RecordedAsync(Ask.For(teacher, text));
        }

        Assert.Equal((2, 2, 1), (chain.Meter.Calls, chain.Meter.Bought, chain.Meter.Reused));
        Assert.Equal((20, 10), (chain.Meter.InputTokens, chain.Meter.OutputTokens));
        Assert.Equal(0.00015m, chain.Meter.Costs["USD"]);
        Assert.Equal(2, client.AskedFor.Count);
    }

    [Fact]
    public void CostsWhatItsTokensCost() => Assert.Equal(12.50m, TeacherCost.Of(new TeacherPrice(2.50m, 10m, "USD"), 1_000_000, 1_000_000));

    [Fact]
    public async Task IsWhatTheStoreKeepsWhenAnotherBuildWasFaster()
    {
        var request = Ask.For();
        using var client = new FakeChatClient(_ => "mine");
        store.BeforeKeeping = async () =>
        {
            store.BeforeKeeping = () => Task.CompletedTask;
            await store.PutAsync(request.Key, new Answer("theirs"), CancellationToken.None);
        };
        using var chain = TeacherChain.Create(Ask.Options(store) with { Connect = _ => client });
        Assert.Equal("theirs", (await chain.Teacher.RecordedAsync(request)).Answer.Text);
    }
}
