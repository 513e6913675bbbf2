using System.Text;
using SynthTool.Build;
using SynthTool.Differences;
using SynthTool.Testing;

namespace SynthTool.Tests.Differences;

public sealed class AComparison : IDisposable
{
    private readonly MemoryRevisions revisions = new();

    public void Dispose() => revisions.Dispose();

    [Fact]
    public async Task WithItselfFindsNothing()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);

        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.False(outcome.IsDifferent);
        Assert.Empty(outcome.Causes);
        Assert.Empty(outcome.Counts);
        Assert.Equal((12L, 12L), (outcome.Outputs.Single().Before!.Value, outcome.Outputs.Single().After!.Value));
    }

    [Fact]
    public async Task OfAnEditedSeedMarksItsWordsAndNamesItsFile()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        await dataset.Edit("s-005", "text five").BuiltAsync();

        var outcome = await dataset.DiffAsync(revisions, head);

        var row = Assert.Single(outcome.Outputs.Single().Rows);
        Assert.Equal((DiffKind.Changed, "s-005/0"), (row.Kind, row.Id));
        Assert.Equal(["text", "reply"], row.Values.Select(v => v.Path));
        Assert.Contains(new WordRun(WordMark.Added, "five"), row.Values[0].Words);
        Assert.Equal(new StaleReason("dataset", StaleCode.SeedChanged, "data/seeds/a.jsonl"), Assert.Single(outcome.Causes));
        Assert.Equal(1, outcome.Cost!.Calls);
        Assert.Equal(DiffState.Locked, outcome.From.State);
    }

    [Fact]
    public async Task OfAnUnbuiltEditTellsOnlyThatSeedAsWaiting()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        dataset.Edit("s-005", "text five");

        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.True(outcome.IsDifferent);
        Assert.Equal((1, 1), (outcome.To.Missing, outcome.To.WaitingSeeds));
        Assert.Equal((0, 0, 0, 1), (outcome.Outputs[0].Added, outcome.Outputs[0].Removed, outcome.Outputs[0].Changed, outcome.Outputs[0].Waiting));
        Assert.Contains(outcome.Diagnostics, d => d.Kind == DifferencesDiagnostics.AnswersMissing);
        Assert.Null(outcome.Outputs[0].After);
    }

    [Fact]
    public async Task WithACommitThatHasNoSuchDatasetFindsAllRowsNew()
    {
        using var dataset = TestDataset.Of(5);
        using var nothing = TestDataset.In("elsewhere");
        var empty = revisions.Commit("empty", nothing);
        await dataset.BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);

        var added = await dataset.DiffAsync(revisions, empty);
        var removed = await dataset.DiffAsync(revisions, head, empty);

        Assert.Equal((DiffState.Absent, 5L, true), (added.From.State, added.Outputs.Single().Added, added.IsDifferent));
        Assert.Equal((DiffState.Absent, 5L, true), (removed.To.State, removed.Outputs.Single().Removed, removed.IsDifferent));
    }

    [Fact]
    public async Task OnAFreshCloneMakesBothSidesFromCommittedAnswers()
    {
        using var built = await TestDataset.Rich(16).BuiltAsync();
        var one = revisions.Commit("one", built);
        await built.Edit("s-002", "edited").BuiltAsync();
        var two = revisions.Commit("two", built);
        using var clone = built.Clone();

        var outcome = await clone.DiffAsync(revisions, one, two);

        Assert.Equal((DiffState.Rebuilt, DiffState.Rebuilt), (outcome.From.State, outcome.To.State));
        Assert.Equal((0L, 0L), (outcome.From.Missing, outcome.To.Missing));
        Assert.NotEmpty(outcome.Said());
    }

    [Fact]
    public async Task ThatMissesTheAnswersOfACommitSaysHowManyAndKeepsItsLocksCounts()
    {
        using var built = await TestDataset.Of(9).BuiltAsync();
        var one = revisions.Commit("one", built);
        using var clone = built.Clone(); // answers were local

        var outcome = await clone.DiffAsync(revisions, one);

        Assert.Equal((9L, 9L), (outcome.From.Missing, outcome.From.WaitingSeeds));
        Assert.Equal(9, outcome.Outputs.Single().Before);
        Assert.True(outcome.IsDifferent);
    }

    [Fact]
    public async Task WithAChangedAnswerNamesTheStep()
    {
        using var dataset = await TestDataset.Rich(8).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        var line = dataset.Read("responses/reply.jsonl").Split('\n')[0];
        dataset.Replace("responses/reply.jsonl", line, line.Replace("Größe", "Kleine", StringComparison.Ordinal).Replace("\\\"score\\\":0.", "\\\"score\\\":0.9", StringComparison.Ordinal));

        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.Contains(outcome.Causes, c => c.Code == StaleCode.ResponseChanged && c.Where == "data/responses/reply.jsonl");
    }

    [Theory]
    [InlineData("<<<<<<< ours\ncount rows 1\n=======\n>>>>>>> theirs\n")]
    [InlineData("# synth lock 9: of another time\nwhatever this is\n")]
    [InlineData("\0\u0001 not a lock")]
    [InlineData("")]
    public async Task WithALockThatCannotBeUsedGoesByTheFiles(string text)
    {
        using var dataset = await TestDataset.Of(9).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        revisions.Change(head, "data/set.synth.lock", Encoding.UTF8.GetBytes(text));
        await dataset.Edit("s-005", "text five").BuiltAsync();

        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.Equal(["Changed sft/s-005/0"], outcome.Said());
        Assert.Equal(DiffState.Rebuilt, outcome.From.State);
    }

    [Fact]
    public async Task WithALockOfAWindowsCheckoutFindsNothing()
    {
        using var dataset = await TestDataset.Of(9).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        revisions.Change(head, "data/set.synth.lock", Encoding.UTF8.GetBytes(dataset.LockText.Replace("\n", "\r\n", StringComparison.Ordinal)));

        Assert.False((await dataset.DiffAsync(revisions, head)).IsDifferent);
    }

    [Fact]
    public async Task WithADefinitionThatCannotBeReadComparesTheLocksCounts()
    {
        using var dataset = await TestDataset.Of(9).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        revisions.Change(head, "data/set.synth.yaml", "dataset: set\nsteps: of another time\n"u8.ToArray());
        await dataset.Delete("s-005").Edit("s-006", "x").BuiltAsync();
        dataset.Remove(".synth/cache");

        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.False(outcome.RowsCompared);
        Assert.Contains(outcome.Diagnostics, d => d.Kind == DifferencesDiagnostics.CannotRebuild);
        Assert.Equal((9L, 8L), (outcome.Outputs.Single().Before!.Value, outcome.Outputs.Single().After!.Value));
    }

    [Fact]
    public async Task WritesNothingOutsideOfACommitsFolder()
    {
        using var dataset = await TestDataset.Of(9).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        foreach (var path in new[] { "../evil.jsonl", "data/seeds/../../evil.jsonl", "data/.git/config", "/evil.jsonl", "data/seeds//evil.jsonl" })
        {
            revisions.Change(head, path, "{}"u8.ToArray());
        }

        dataset.Remove(".synth/cache").Redefine("dataset: set", "dataset: set\nversion: 2.0.0");
        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.True(outcome.RowsCompared);
        Assert.Empty(Directory.EnumerateFiles(dataset.Root, "evil*", SearchOption.AllDirectories));
        Assert.Empty(outcome.Said());
    }

    [Fact]
    public async Task RemovesWhatAKilledOneLeft()
    {
        using var dataset = await TestDataset.Of(9).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        Directory.CreateDirectory(dataset.InRoot(".synth/cache/diff-killed/data"));
        File.WriteAllText(dataset.InRoot(".synth/cache/diff-killed/data/x"), "");
        dataset.Remove(".synth/cache/" + Path.GetFileName(Directory.EnumerateDirectories(dataset.InRoot(".synth/cache"), "set-*").Single())).Edit("s-001", "new");

        await dataset.DiffAsync(revisions, head);

        Assert.False(Directory.Exists(dataset.InRoot(".synth/cache/diff-killed")));
    }

    [Fact]
    public async Task ShowsAsManyRowsAsAreAskedForAndCountsAll()
    {
        using var dataset = await TestDataset.Of(30).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        await dataset.Write("prompts/reply.sbn", "user:\nNow {{ seed.text }}\n").BuiltAsync();

        var outcome = await dataset.DiffAsync(revisions, head, rows: 3);

        Assert.Equal((3, 30L), (outcome.Outputs.Single().Rows.Length, outcome.Outputs.Single().Changed));
        Assert.Equal(new StaleReason("dataset", StaleCode.TemplateChanged, "data/prompts/reply.sbn"), Assert.Single(outcome.Causes));
        Assert.Equal(30, outcome.Cost!.Calls);
    }

    [Fact]
    public async Task OfMovedSeedsFindsNothing()
    {
        using var dataset = await TestDataset.Of(30).BuiltAsync();
        var head = revisions.Commit("HEAD", dataset);
        await dataset.Move("s-002", "seeds/z.jsonl").Move("s-020", "seeds/0.jsonl").BuiltAsync();

        var outcome = await dataset.DiffAsync(revisions, head);

        Assert.Empty(outcome.Said());
        Assert.False(outcome.IsDifferent);
        Assert.Contains(outcome.Causes, c => c.Code == StaleCode.SeedsReordered || c.Code == StaleCode.SeedChanged);
    }
}
