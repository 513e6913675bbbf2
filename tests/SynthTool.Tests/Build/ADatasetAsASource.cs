using SynthTool.Build;
using SynthTool.Formats.Parquet;
using SynthTool.Shards;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ADatasetAsASource : IDisposable
{
    private readonly TestRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task GivesItsRowsAsSeeds()
    {
        await repository.Source("a", 3).Dataset("b", TestRepository.From("a")).BuiltAsync("b");

        Assert.Equal(["a text 1", "a text 2", "a text 3", "b re: a text 1", "b re: a text 2", "b re: a text 3"], repository.Teacher.AskedFor);
        Assert.Contains("\ninput \"upstream /a/a.synth.yaml#/\" ", repository.Read("b/b.synth.lock"), StringComparison.Ordinal);
        Assert.DoesNotContain(".synth/cache", repository.Read("b/b.synth.lock"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CostsNothingWhileNothingChanges()
    {
        await repository.Source("a", 3).Dataset("b", TestRepository.From("a")).BuiltAsync("b");

        Assert.NotNull(QuickOf("b"));
        Assert.Equal([BuildStatus.UpToDate, BuildStatus.UpToDate], (await repository.BuildAsync(null, "b")).Select(o => o.Status));
    }

    [Fact]
    public async Task CostsOneCallEachForOneEditedSeed()
    {
        await repository.Source("a", 40).Dataset("b", TestRepository.From("a")).Dataset("c", TestRepository.From("b")).BuiltAsync("c");

        repository.Write("a/seeds.jsonl", repository.Read("a/seeds.jsonl").Replace("text 17\"", "other\"", StringComparison.Ordinal));
        await repository.BuiltAsync("c");

        Assert.Equal(["a other", "b re: a other", "c re: b re: a other"], repository.Teacher.AskedFor);
    }

    [Fact]
    public async Task CostsNothingWhenItChangesAndItsRowsDoNot()
    {
        await repository.Source("a", 12).Dataset("b", TestRepository.From("a")).BuiltAsync("b");
        var before = repository.Outputs();

        repository.Write("a/a.synth.yaml", repository.Read("a/a.synth.yaml").Replace("steps:", "description: words\nsteps:", StringComparison.Ordinal).Replace("seeds_per_shard: 8", "seeds_per_shard: 4", StringComparison.Ordinal));
        var outcomes = await repository.BuildAsync(null, "b");

        Assert.Equal([BuildStatus.Built, BuildStatus.UpToDate], outcomes.Select(o => o.Status));
        Assert.Empty(repository.Teacher.AskedFor);
        Assert.Equal(before.Where(o => o.Key.Contains('b')), repository.Outputs().Where(o => o.Key.Contains('b') && !o.Key.StartsWith("a/", StringComparison.Ordinal)));
        Assert.NotNull(QuickOf("b"));
    }

    [Theory]
    [InlineData("a/seeds.jsonl")]
    [InlineData("a/a.synth.lock")]
    [InlineData("a/a.synth.yaml")]
    [InlineData("out/a/manifest.json")]
    [InlineData("out/a/README.md")]
    public async Task IsLookedAtAgainWhenAFileOfItIsTouched(string path)
    {
        await repository.Source("a", 3).Dataset("b", TestRepository.From("a")).Dataset("c", TestRepository.From("b")).BuiltAsync("c");
        Assert.NotNull(QuickOf("c"));

        repository.Write(path, repository.Read(path) + "\n");

        Assert.Null(QuickOf("c"));
    }

    [Fact]
    public async Task IsLookedAtAgainWhenItsOutputOrTheCopyOfItsRowsIsGone()
    {
        await repository.Source("a", 3).Dataset("b", TestRepository.From("a")).BuiltAsync("b");
        var expected = repository.Outputs();
        foreach (var gone in new[] { "out/a", ".synth/cache" })
        {
            repository.Remove(gone);
            Assert.Null(QuickOf("b"));

            await repository.BuiltAsync("b");
            Assert.Empty(repository.Teacher.AskedFor);
            Assert.Equal(expected, repository.Outputs());
            Assert.NotNull(QuickOf("b"));
        }
    }

    [Fact]
    public async Task IsBuiltOnceForADiamond()
    {
        await repository.Source("a", 5)
            .Dataset("b", TestRepository.From("a")).Dataset("c", TestRepository.From("a"))
            .Dataset("d", "[" + TestRepository.From("b") + ", { from: { dataset: ../c/c.synth.yaml }, where: seed.text != \"\", rename: { other: text }, key: text }]")
            .Write("c/c.synth.yaml", repository.Read("c/c.synth.yaml").Replace("{ text: reply }", "{ other: reply }", StringComparison.Ordinal))
            .BuiltAsync("d");

        Assert.Equal(5 * 5, repository.Teacher.AskedFor.Count);
        Assert.Equal(["a", "b", "c", "d"], (await repository.BuildAsync(null, "d")).Select(o => o.Dataset));
    }

    [Fact]
    public async Task IsEvaluatedFromGitAloneInAFreshClone()
    {
        repository.Source("a", 9).Dataset("b", TestRepository.From("a")).Dataset("c", TestRepository.From("b"));
        foreach (var name in new[] { "a", "b", "c" })
        {
            repository.Write($"{name}/{name}.synth.yaml", repository.Read($"{name}/{name}.synth.yaml") + "responses: commit\n");
        }

        await repository.BuiltAsync("c");
        using var clone = repository.Clone();
        var outcomes = await clone.BuildAsync(o => o with { Locked = true, Offline = true }, "c");

        Assert.All(outcomes, o => Assert.Equal(ExitCode.Done, o.ExitCode));
        Assert.Empty(clone.Teacher.AskedFor);
        Assert.Equal(repository.Outputs(), clone.Outputs());
    }

    [Fact]
    public async Task KeepsTheGroupsThatNoSplitDivides()
    {
        repository.Dataset("a", "{ from: seeds.jsonl, key: id, group: team }", columns: "{ text: reply, team: seed.team }")
            .Write("a/seeds.jsonl", string.Concat(Enumerable.Range(1, 60).Select(i => $$"""{"id":"s-{{i}}","text":"t{{i}}","team":"g{{i % 7}}"}""" + "\n")))
            .Dataset("b", TestRepository.From("a"), steps: "- { split: { train: 50, test: 50 } }", columns: "{ team: seed.team, split: row.split }");
        await repository.BuiltAsync("b");

        var rows = Rows("b");

        Assert.Equal(60, rows.Count);
        Assert.Equal(7, rows.Distinct().Count()); // each team is on one side
        Assert.Equal(2, rows.Select(r => r.Split('|')[1]).Distinct().Count());
    }

    [Fact]
    public async Task GivesOneSplitWhenThatIsAsked()
    {
        await repository.Source("a", 20, steps: "- { split: { train: 50, test: 50 } }", columns: "{ text: seed.text, split: row.split }")
            .Dataset("b", TestRepository.From("a", ", output: rows, split: test"), columns: "{ text: seed.text, split: seed.split }")
            .Dataset("c", TestRepository.From("a"), columns: "{ text: seed.text, split: seed.split }")
            .BuiltAsync("b", "c");

        Assert.All(Rows("b"), r => Assert.EndsWith("|test", r, StringComparison.Ordinal));
        Assert.Equal(20, Rows("c").Count);
        Assert.Equal(Rows("c").OrderBy(r => r.EndsWith("|test", StringComparison.Ordinal)), Rows("c")); // split after split
    }

    [Fact]
    public async Task HasTheRowsIdAsKeyWhateverItsColumnsAre()
    {
        await repository.Source("a", 2, steps: "- { each: tone, in: [x, y] }", columns: "{ text: tone }").Dataset("b", TestRepository.From("a"), columns: "{ id: row.id, text: seed.text }").BuiltAsync("b");

        Assert.Equal(["s-1%2F0%2Fx/0|x", "s-1%2F0%2Fy/0|y", "s-2%2F0%2Fx/0|x", "s-2%2F0%2Fy/0|y"], Rows("b"));
    }

    [Fact]
    public async Task CanBeCrossed()
    {
        await repository.Source("a", 3).Dataset("b", "{ cross: [row, tone], row: { from: { dataset: ../a/a.synth.yaml } }, tone: { from: tones.jsonl, key: tone } }", prompt: "{{ seed.tone.tone }} {{ seed.row.text }}")
            .Write("b/tones.jsonl", "{\"tone\":\"calm\"}\n{\"tone\":\"brief\"}\n").BuiltAsync("b");
        repository.Write("a/seeds.jsonl", repository.Read("a/seeds.jsonl").Replace("text 2", "other", StringComparison.Ordinal));
        await repository.BuiltAsync("b");

        Assert.Equal(["a other", "b brief re: a other", "b calm re: a other"], repository.Teacher.AskedFor);
    }

    [Fact]
    public async Task IsKnownByItsColumnsBeforeAnAnswerIsThere()
    {
        repository.Source("a", 2, columns: "{ question: reply, number: chars(reply) }").Dataset("b", TestRepository.From("a"), prompt: "{{ seed.quesiton }}");

        var found = Assert.Single((await repository.ValidateAsync("b")).Diagnostics);
        repository.Dataset("b", TestRepository.From("a"), prompt: "{{ seed.question }}", steps: "- { filter: seed.number + 1 > 2 }");

        Assert.Contains("quesiton", found.Message, StringComparison.Ordinal);
        Assert.Contains("question", found.Hint, StringComparison.Ordinal);
        Assert.Empty((await repository.ValidateAsync("b")).Diagnostics);
    }

    [Theory]
    [InlineData(", output: row", "did you mean \"rows\"?")]
    [InlineData(", split: trian", "did you mean \"train\"?")]
    public async Task IsRefusedWithoutThatPart(string more, string hint)
    {
        repository.Source("a", 2).Dataset("b", TestRepository.From("a", more));

        var found = Assert.Single((await repository.ValidateAsync("b")).Diagnostics);

        Assert.Equal(("SYNTH1319", hint), (found.Kind.Code, found.Hint));
        Assert.Equal(2, found.Place!.Line);
    }

    [Theory]
    [InlineData("columns: [txet]")]
    [InlineData("rename: { txet: x }")]
    [InlineData("key: txet")]
    public async Task IsRefusedForAFieldThatIsNoColumn(string more)
    {
        repository.Source("a", 2).Dataset("b", "{ from: { dataset: ../a/a.synth.yaml }, " + more + " }", prompt: "x");

        var found = Assert.Single((await repository.ValidateAsync("b")).Diagnostics);

        Assert.Equal(("SYNTH0619", "did you mean \"text\"?"), (found.Kind.Code, found.Hint));
    }

    [Fact]
    public async Task IsNamedWithAllThatAreInTheCircle()
    {
        repository.Dataset("a", TestRepository.From("b")).Dataset("b", TestRepository.From("c")).Dataset("c", TestRepository.From("a")).Dataset("d", TestRepository.From("a")).Dataset("e", TestRepository.From("e"));

        var (of, on, self) = (await repository.ValidateAsync("a"), await repository.ValidateAsync("d"), await repository.ValidateAsync("e"));

        Assert.Contains("a → b → c → a", Assert.Single(of.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Contains("a → b → c → a", Assert.Single(on.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Contains("e → e", Assert.Single(self.Diagnostics).Message, StringComparison.Ordinal);
        Assert.All(await repository.BuildAsync(null, "a"), o => Assert.Equal(ExitCode.Failed, o.ExitCode));
    }

    [Fact]
    public async Task OutsideTheCircleIsNotBlamedForIt()
    {
        repository.Source("a", 2).Dataset("b", TestRepository.From("c")).Dataset("c", $"[{TestRepository.From("a")},\n  {TestRepository.From("b")}]");

        var found = Assert.Single((await repository.ValidateAsync("c")).Diagnostics);

        Assert.Equal(("SYNTH1320", 3), (found.Kind.Code, found.Place!.Line));
    }

    [Fact]
    public async Task MayNotHaveTheRowIdsOfAnotherOne()
    {
        repository.Source("a", 3).Source("b", 3).Dataset("c", $"[{TestRepository.From("a")}, {TestRepository.From("b")}]");

        await repository.BuiltAsync("a", "b");
        var found = (await repository.ValidateAsync("c")).Diagnostics;

        Assert.Equal(3, found.Count(f => f.Kind.Code == "SYNTH0606"));
    }

    [Fact]
    public async Task IsNamedOnceWhenItHasErrorsOfItsOwn()
    {
        repository.Source("a", 2).Dataset("b", TestRepository.From("a")).Write("a/seeds.jsonl", "{\n").Dataset("c", TestRepository.From("b"));

        var found = Assert.Single((await repository.ValidateAsync("b")).Diagnostics);

        Assert.Equal("SYNTH1318", found.Kind.Code);
        Assert.Contains("\"a\"", found.Message, StringComparison.Ordinal);
        Assert.Equal("SYNTH1318", Assert.Single((await repository.ValidateAsync("c")).Diagnostics).Kind.Code);
    }

    [Fact]
    public async Task ThatIsMissingOrElsewhereIsRefused()
    {
        repository.Dataset("b", "{ from: { dataset: ../none/none.synth.yaml } }").Dataset("c", "{ from: { dataset: ../../x.synth.yaml } }").Source("inner/a", 1).Dataset("d", "{ from: { dataset: ../inner/a/inner/a.synth.yaml } }");
        Directory.CreateDirectory(repository["nested/.git"]);
        repository.Source("nested", 1).Dataset("e", "{ from: { dataset: ../nested/nested.synth.yaml } }");

        Assert.Contains("was not found", Assert.Single((await repository.ValidateAsync("b")).Diagnostics).Message, StringComparison.Ordinal);
        Assert.Contains("leaves the repository", Assert.Single((await repository.ValidateAsync("c")).Diagnostics).Message, StringComparison.Ordinal);
        Assert.Contains("another repository", Assert.Single((await repository.ValidateAsync("e")).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThatWaitsForAnswersIsPlannedFirst()
    {
        repository.Source("a", 3).Dataset("b", TestRepository.From("a"));

        var plan = await repository.PlanAsync("b");
        var build = await repository.BuildOnlyAsync("b");

        Assert.Equal(("a", 3), (Assert.Single(plan.Needs).Dataset, plan.Needs[0].Missing));
        Assert.Equal(StaleCode.UpstreamChanged, Assert.Single(plan.Stale).Code);
        Assert.Equal(ExitCode.ResponseMissing, build.ExitCode);
        Assert.Empty(repository.Teacher.AskedFor);
    }

    [Fact]
    public async Task ThatIsStaleButAnsweredIsPlannedByItsRowsOfToday()
    {
        await repository.Source("a", 8).Dataset("b", TestRepository.From("a")).BuiltAsync("b");
        var (text, before) = (repository.Read("a/seeds.jsonl"), repository.Outputs());
        repository.Write("a/seeds.jsonl", text[..(text[..^1].LastIndexOf('\n') + 1)]);

        var plan = await repository.PlanAsync("b");

        Assert.Equal((BuildStatus.OutOfDate, 7, 0), (plan.Status, plan.Seeds, plan.Calls.Known));
        Assert.Contains(plan.Stale, s => s is { What: "dataset", Code: StaleCode.UpstreamChanged, Where: "a/a.synth.yaml", Detail: null });
        Assert.Contains(plan.Stale, s => s is { What: "dataset", Code: StaleCode.SeedRemoved, Where: "a/a.synth.yaml#rows/train" });
        Assert.Equal(before, repository.Outputs());
    }

    [Fact]
    public async Task IsRehearsedAsFarAsItsAnswersAreMissing()
    {
        repository.Source("a", 3).Dataset("b", TestRepository.From("a"));

        var rehearsed = await repository.BuildOnlyAsync("b", o => o with { Rehearse = true, Spending = Spending.Never });
        await repository.BuiltAsync("b");
        var again = await repository.BuildOnlyAsync("b", o => o with { Rehearse = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 3), (rehearsed.ExitCode, rehearsed.Rows));
        Assert.Equal((ExitCode.Done, 3), (again.ExitCode, again.Rows));
        Assert.NotNull(QuickOf("b"));
        Assert.Equal(Rows("b"), Rows("b.rehearsal"));
    }

    private UpToDate? QuickOf(string name) => QuickCheck.TrySummary(repository.Workspace().Root, TestRepository.Definition(name), "1.0.0-test");

    /// <summary>The rows of a dataset's only output, split after split, their values joined.</summary>
    private List<string> Rows(string dataset)
    {
        var manifest = ManifestFormat.Read(File.ReadAllBytes(repository[$"out/{dataset}/manifest.json"]), "manifest.json").Value!;
        return [.. manifest.Outputs.SelectMany(o => o.Splits).SelectMany(s => s.Files).SelectMany(f =>
        {
            using var file = File.OpenRead(repository[$"out/{dataset}/{f.Path}"]);
            return ParquetRows.Read(file).Select(r => string.Join('|', r.Select(v => v.ToString()))).ToList();
        })];
    }
}
