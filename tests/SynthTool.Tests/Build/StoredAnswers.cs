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
