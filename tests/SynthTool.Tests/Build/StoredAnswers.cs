using System.Text;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class StoredAnswers
{
    private static readonly BuildOptions Frozen = new() { Locked = true, Offline = true };

    [Fact]
    public async Task RunAgainForNothingWhenForced()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var (before, shards) = (dataset.Outputs(), dataset.Shards());

        var outcome = await dataset.BuildAsync(o => o with { Force = true });

        Assert.Equal((ExitCode.Done, 0L, 0), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(shards, dataset.Shards());
    }

    [Fact]
    public async Task ThatAreGoneAreAskedAgain()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var before = dataset.Outputs();

        var outcome = await dataset.Remove(".synth/responses").BuildAsync();

        Assert.Equal((ExitCode.Done, 12L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task ThatAreGoneFromOneLayerComeFromTheOther()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();

        var committed = await dataset.Remove(".synth/responses").BuildAsync();
        await dataset.Edit("s-001", "new").BuiltAsync();
        var local = await dataset.Edit("s-001", "Größe 1, \"İı\"").BuildAsync();

        Assert.Equal((0L, 0L), (committed.Calls, local.Calls));
        Assert.Equal(before["lock"], dataset.LockText);
    }

    [Fact]
    public async Task WhoseCommittedFileIsDeletedAreWrittenThereAgain()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();

        var outcome = await dataset.Remove("data/responses").BuildAsync();

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task OfWhichOneIsDamagedMissThatOneWithAWarning()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var before = dataset.Outputs();
        var pack = dataset.InRoot(dataset.Files(".synth/responses").Single(f => f.EndsWith(".pack", StringComparison.Ordinal)));
        var bytes = File.ReadAllBytes(pack);
        bytes[bytes.AsSpan().IndexOf("text 6"u8)] ^= 1;
        File.WriteAllBytes(pack, bytes);

        var frozen = await dataset.BuildAsync(_ => Frozen);
        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Integrity, 0L), (frozen.ExitCode, frozen.Calls));
        Assert.Equal((ExitCode.Done, 1L), (outcome.ExitCode, outcome.Calls));
        Assert.Contains("SYNTH0301", outcome.Diagnostics.Select(d => d.Kind.Code));
        Assert.Equal(["s-006 text 6"], dataset.Teacher.AskedFor);
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task OfWhichACommittedLineIsDamagedFailALockedBuildWithItsOwnCode()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        using var clone = dataset.Clone();
        var lines = clone.Read("responses/reply.jsonl").Split('\n');
        clone.Write("responses/reply.jsonl", string.Join('\n', lines.Select((l, i) => i == 3 ? l[..(l.Length / 2)] : l)));

        var frozen = await clone.BuildAsync(_ => Frozen);
        var offline = await clone.BuildAsync(_ => new BuildOptions { Offline = true });
        var bought = await clone.BuildAsync();

        Assert.Equal((ExitCode.Integrity, ExitCode.ResponseMissing, ExitCode.Done), (frozen.ExitCode, offline.ExitCode, bought.ExitCode));
        Assert.Contains("SYNTH1307", frozen.Diagnostics.Select(d => d.Kind.Code));
        Assert.Equal(1, bought.Calls);
        Assert.Equal(dataset.LockText, clone.LockText);
    }

    [Fact]
    public async Task ThatDisagreeAreTheCommittedOnesAndVerifySaysSo()
    {
        using var dataset = await TestDataset.Of(12).Redefine("seeds:", "responses: commit\nseeds:").BuiltAsync();
        dataset.Replace("responses/reply.jsonl", "re: s-006 text 6", "written by hand");

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 0L, 1), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal("\"written by hand\"", (await dataset.ExplainAsync("row:s-006/0")).Row!.Columns[0].Value.GetRawText());
        var verified = await DatasetVerify.RunAsync(dataset.Workspace(), dataset.Definition, 1, CancellationToken.None);
        var found = Assert.Single(verified.Diagnostics);
        Assert.Equal("SYNTH0305", found.Kind.Code);
        Assert.Contains(dataset.Teacher.KeyOf("s-006 text 6"), found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThatAreForgottenAreAskedAgain()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var key = dataset.Read("responses/reply.jsonl").Split("\"key\":\"")[1][..64];

        var tally = await DatasetStore.ForgetAsync(dataset.Workspace(), [dataset.Definition], [key[..12]], CancellationToken.None);
        var outcome = await dataset.BuildAsync();

        Assert.Equal((1L, 1L), (tally.Answers, outcome.Calls));
    }

    [Fact]
    public async Task AreWrittenBesideTheDefinitionAsSoonAsItSaysSo()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();

        var outcome = await dataset.Redefine("seeds:", "responses: commit\nseeds:").BuildAsync();

        Assert.Equal(0, outcome.Calls);
        using var clone = dataset.Clone();
        Assert.Equal(ExitCode.Done, (await clone.BuildAsync(_ => Frozen)).ExitCode);
    }

    [Fact]
    public async Task WrittenByHandNeedNoTeacher()
    {
        using var dataset = TestDataset.Of(12);
        var lines = new StringBuilder();
        var rendered = await DatasetRender.RunAsync(dataset.Workspace(), dataset.Definition, new RenderOptions { MissingOnly = true }, r => lines.Append(JsonSerializer.Serialize(new { key = r.Key, text = $"by hand: {r.Messages[^1].Text}" })).Append('\n'), CancellationToken.None);

        var imported = await DatasetStore.ImportAsync(dataset.Workspace(), "answers.jsonl", new MemoryStream(Encoding.UTF8.GetBytes(lines.ToString())), CancellationToken.None);
        var outcome = await dataset.BuildAsync(_ => new BuildOptions { Offline = true });

        Assert.Equal((12L, 12L), (rendered.Requests, imported.Answers));
        Assert.Equal((ExitCode.Done, 0L, 12L), (outcome.ExitCode, outcome.Calls, outcome.Rows));
        Assert.Equal("\"by hand: s-006 text 6\"", (await dataset.ExplainAsync("row:s-006/0")).Row!.Columns[0].Value.GetRawText());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ThatNoRowUsesAnyMoreGoOnlyOnRequest(bool committed)
    {
        using var dataset = await TestDataset.Of(12).Redefine("seeds:", "responses: commit\nseeds:").BuiltAsync();
        await dataset.Edit("s-003", "new").BuiltAsync();
        Assert.Equal(13, dataset.Read("responses/reply.jsonl").Count(c => c == '\n'));

        var dry = await DatasetStore.CollectAsync(dataset.Workspace(), [dataset.Definition], committed, dryRun: true, CancellationToken.None);
        var collected = await DatasetStore.CollectAsync(dataset.Workspace(), [dataset.Definition], committed, dryRun: false, CancellationToken.None);

        Assert.Equal((1L, 1L), (dry.Answers, collected.Answers));
        Assert.Equal(committed ? 12 : 13, dataset.Read("responses/reply.jsonl").Count(c => c == '\n'));
        Assert.Equal((ExitCode.Done, 0L), ((await dataset.BuildAsync()).ExitCode, (await dataset.BuildAsync()).Calls));
    }

    [Fact]
    public async Task AreNotCollectedWhileItIsNotKnownWhatIsUsed()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        dataset.Edit("s-003", "new");

        var collected = await DatasetStore.CollectAsync(dataset.Workspace(), [dataset.Definition], committed: false, dryRun: false, CancellationToken.None);

        Assert.Contains(collected.Diagnostics, d => d.IsError);
        Assert.Equal(0, (await dataset.Edit("s-003", "text 3").BuildAsync()).Calls);
    }

    [Fact]
    public async Task ThatAreNeverValidAreRepairedThenQuarantinedAndReplayedAsThat()
    {
        using var dataset = TestDataset.Rich(24).Redefine("  - rows >= 10\n", "");
        var valid = dataset.Teacher.Reply;
        dataset.Teacher.Reply = (r, ct) => r.Key[0] == '7' || !r.Message.StartsWith("Say ", StringComparison.Ordinal) ? Task.FromResult(FakeChatClient.Reply("nonsense")) : valid(r, ct);

        var outcome = await dataset.BuildAsync();
        using var clone = dataset.Clone();
        var frozen = await clone.BuildAsync(_ => Frozen);

        Assert.True(outcome.Quarantined > 0);
        Assert.Equal(outcome.Quarantined, outcome.Funnel.Single(f => f.Step == "reply").Dropped["invalid"]);
        Assert.Equal((ExitCode.Done, 0L, outcome.Quarantined, outcome.Rows), (frozen.ExitCode, frozen.Calls, frozen.Quarantined, frozen.Rows));
        Assert.Equal(dataset.Outputs(), clone.Outputs());
    }

    [Fact]
    public async Task ThatChangedBehindTheRecordsCountAsTheyAreNow()
    {
        using var dataset = await TestDataset.Of(12).Redefine("seeds:", "responses: commit\nseeds:").BuiltAsync();
        dataset.Remove(".synth/responses").Replace("responses/reply.jsonl", "re: s-006 text 6", "another");

        var outcome = await dataset.BuildAsync();

        using var clone = dataset.Clone();
        await clone.BuiltAsync(_ => Frozen);
        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(clone.Outputs(), dataset.Outputs());
    }

    [Fact]
    public async Task ThatDoNotFitTheRecordsAnyMoreLetEverythingRunAgain()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var before = dataset.Outputs();
        Distort(dataset);
        dataset.Remove("out");

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(BuildStatus.UpToDate, (await dataset.BuildAsync()).Status);
    }

    [Fact]
    public async Task ThatDoNotFitTheRecordsAnyMoreCanStillBePlannedAndExplained()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        Distort(dataset);
        dataset.Remove("out");

        Assert.Equal(BuildStatus.OutOfDate, (await dataset.PlanAsync()).Status);
        Assert.True((await dataset.ExplainAsync("row:s-006/0")).Row!.Kept);
    }

    /// <summary>Leaves records of outputs that no stored answer gives, and takes the blocks away.</summary>
    private static void Distort(TestDataset dataset)
    {
        var workspace = dataset.Workspace();
        var cache = CacheFolder.For(workspace.Root, dataset.Definition);
        var records = RecordFile.Read(cache.Records, workspace.ToolVersion);
        Assert.NotEmpty(records);
        RecordFile.Write(cache.Records, workspace.ToolVersion, records.Select(r => KeyValuePair.Create(r.Key, r.Value with { Trace = r.Value.Trace with { Output = r.Value.Trace.Input } })));
        Directory.Delete(cache.Blocks, recursive: true);
    }
}
