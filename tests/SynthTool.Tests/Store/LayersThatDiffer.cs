using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class LayersThatDiffer : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AnswerWithTheEarlierAndAreReportedByVerifyOnly()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1, new Answer("committed")) + Sample.Line(2) + Sample.Line(4));
        var findings = new Findings();
        await using var local = Sample.Packs(folder, findings: findings);
        using var committed = Sample.Committed(folder, findings);
        await local.PutAsync(1, new Answer("local"));
        await local.PutAsync(2);
        await local.PutAsync(3);
        var layers = new LayeredStore([committed], local);

        Assert.Equal("committed, answer 2, answer 3", layers.TextsOf(1, 2, 3));
        Assert.Empty(findings.ToSorted());
        Assert.Equal(new StoreVerification(4, 0, 1), StoreVerification.Run(committed, local, findings));
        var found = Assert.Single(findings.ToSorted());
        Assert.Equal("SYNTH0305", found.Kind.Code);
        Assert.Contains(Sample.Key(1).ToString(), found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InThatOneHoldsAnAnswerTakeNoSecondOne()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1) + Sample.Line(2, Sample.Failed()));
        await using var local = Sample.Packs(folder);
        using var committed = Sample.Committed(folder);
        var layers = new LayeredStore([committed], local);
        await layers.PutAsync(1, new Answer("second"));
        await layers.PutAsync(2, new Answer("second"));

        Assert.Equal("-, -", local.TextsOf(1, 2));
        Assert.Equal("answer 1, I cannot", layers.TextsOf(1, 2));
    }

    [Fact]
    public async Task InAFailureThatIsRetriedTakeTheNewAnswerWhereverTheFailureLies()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1, Sample.Failed()) + Sample.Line(3, Sample.Failed()));
        using var committed = Sample.Committed(folder);
        await using (var local = Sample.Packs(folder))
        {
            await local.PutAsync(2, Sample.Failed());
            var retrying = new LayeredStore([committed], local, retryQuarantined: true);
            Assert.Equal("-, -, -", retrying.TextsOf(1, 2, 3));
            Assert.False(retrying.Contains(Sample.Key(1)));

            await retrying.PutAsync(1, new Answer("one"));
            await retrying.PutAsync(2, new Answer("two"));
            await retrying.PutAsync(3, Sample.Failed("truncated") with { Text = "cut" });
            Assert.Equal("one, two, cut", retrying.TextsOf(1, 2, 3)); // what failed again is not asked for a third time
        }

        await using var later = Sample.Packs(folder, "w2");
        Assert.Equal("one, two, cut", new LayeredStore([committed], later).TextsOf(1, 2, 3));
        Assert.Equal(new StoreVerification(3, 0, 0), StoreVerification.Run(committed, later, new Findings()));
    }

    [Fact]
    public async Task AreForgottenInEach()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1) + Sample.Line(2));
        await using var local = Sample.Packs(folder);
        using var committed = Sample.Committed(folder);
        await local.PutAsync(1, new Answer("local"));
        var layers = new LayeredStore([committed], local);

        Assert.Equal(new StoreChange(1), committed.Forget([Sample.Key(1)]));
        Assert.Equal("local, answer 2", layers.TextsOf(1, 2));
        Assert.Equal(new StoreChange(1), await local.ForgetAsync([Sample.Key(1)]));
        Assert.Equal("-, answer 2", layers.TextsOf(1, 2));
    }
}
