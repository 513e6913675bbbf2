using System.Text;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AnImportedAnswer
{
    [Fact]
    public async Task ThatDoesNotFitItsStepsFormIsRefusedWithLineAndReason()
    {
        using var dataset = await WaitingAsync();
        var keys = await MissingAsync(dataset);

        var imported = await ImportAsync(dataset, Line(keys[0], """{"text":"a","score":1}"""), Line(keys[1], """{"text":"b","score":"high"}"""), Line(keys[2], "no JSON at all"));

        Assert.Equal(1, imported.Answers);
        Assert.Equal(["answers.jsonl(2)", "answers.jsonl(3)"], imported.Diagnostics.Select(d => d.Place!.ToString()));
        Assert.All(imported.Diagnostics, d => Assert.Equal("SYNTH0309", d.Kind.Code));
        Assert.Contains("step reply asks for: /score: must be", imported.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("there is no JSON value", imported.Diagnostics[1].Message, StringComparison.Ordinal);

        Assert.Equal((2L, 0), Counts(await ImportAsync(dataset, Line(keys[1], """{"text":"b","score":2}"""), Line(keys[2], """{"text":"c","score":3}"""))));
        Assert.Equal(ExitCode.Done, (await dataset.BuildAsync(o => o with { Spending = Spending.Never })).ExitCode);
    }

    [Fact]
    public async Task ThatNoDatasetWaitsForIsTaken()
    {
        using var dataset = await WaitingAsync();

        Assert.Equal((1L, 0), Counts(await ImportAsync(dataset, Line(new string('a', 64), "anything"))));
    }

    [Fact]
    public async Task IsTakenBesideADefinitionThatCannotBeRead()
    {
        using var dataset = await WaitingAsync();
        dataset.Write("broken.synth.yaml", "dataset: [\n");
        var keys = await MissingAsync(dataset);

        Assert.Equal((1L, 1), Counts(await ImportAsync(dataset, Line(keys[0], """{"text":"a","score":1}"""), Line(keys[1], "{}"))));
    }

    [Fact]
    public async Task WhoseTextIsAnObjectSaysWhatTextIs()
    {
        using var dataset = await WaitingAsync();

        var imported = await ImportAsync(dataset, $"{{\"key\":\"{new string('a', 64)}\",\"text\":{{\"score\":1}}}}");

        Assert.Contains("text is a string that holds JSON", Assert.Single(imported.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThatWasStoredBeforeAndDoesNotFitIsNamedWhenItsRepairIsAllThatIsMissing()
    {
        using var dataset = await WaitingAsync();
        var keys = await MissingAsync(dataset);
        Assert.Equal((3L, 0), Counts(await ImportAsync(dataset.Remove("data/set.synth.yaml"), [.. keys.Select(k => Line(k, """{"text":"a"}"""))])));
        Define(dataset);

        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.Never });

        var found = Assert.Single(outcome.Diagnostics);
        Assert.Contains($"the stored answer {keys[0][..12]} of step reply for seed \"s-001\" does not fit the schema:", found.Message, StringComparison.Ordinal);
        Assert.Contains($"store forget {keys[0][..12]}", found.Hint, StringComparison.Ordinal);
    }

    private static Task<TestDataset> WaitingAsync() => Task.FromResult(Define(TestDataset.Of(3)));

    private static TestDataset Define(TestDataset dataset) => dataset
        .Write("set.synth.yaml", TestDataset.DefaultDefinition.Replace("reply.sbn }", "reply.sbn, response: { text: string, score: number } }", StringComparison.Ordinal).Replace("reply: reply }", "reply: reply.text }", StringComparison.Ordinal));

    private static async Task<List<string>> MissingAsync(TestDataset dataset)
    {
        var keys = new List<string>();
        await DatasetRender.RunAsync(dataset.Workspace(), dataset.Definition, new RenderOptions { MissingOnly = true, Jobs = 1 }, r => keys.Add(r.Key), CancellationToken.None);
        return keys;
    }

    private static (long, int) Counts(StoreTally tally) => (tally.Answers, tally.Diagnostics.Length);

    private static string Line(string key, string text) => JsonSerializer.Serialize(new { key, text });

    private static Task<StoreTally> ImportAsync(TestDataset dataset, params string[] lines) =>
        DatasetStore.ImportAsync(dataset.Workspace(), "answers.jsonl", new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), CancellationToken.None);
}
