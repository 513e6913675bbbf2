using SynthTool.Build;
using SynthTool.Testing;
using SynthTool.Tests.Seeds;

namespace SynthTool.Tests.Build;

public sealed class SeedsOfOtherKinds
{
    [Fact]
    public async Task MayBeTheShardsOfAnotherDataset()
    {
        using var dataset = await TestDataset.Of(30).BuiltAsync();
        dataset.Write("two.synth.yaml", """
            dataset: two
            seeds: { from: ../out/set/sft/train-*.parquet, key: id, columns: [id, reply] }
            outputs: { flat: { columns: { id: seed.id, said: seed.reply } } }

            """);

        var outcome = await DatasetBuild.RunAsync(dataset.Workspace(), "data/two.synth.yaml", dataset.Options, NoListener.Instance, (_, _) => new(false), default);

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var rows = dataset.Files("out/two/flat").Where(f => f.EndsWith(".parquet", StringComparison.Ordinal))
            .SelectMany(f => SynthTool.Tests.Formats.Parquet.WrittenFile.RowsOf(File.ReadAllBytes(dataset.InRoot(f)))).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(30, rows.Length);
        Assert.Equal("""["s-001/0","re: s-001 text 1"]""", rows[0]);
    }

    [Fact]
    public async Task ThatAreATaxonomyHaveNamesThatAreKnownBeforeAnythingIsAsked()
    {
        using var dataset = TestDataset.With()
            .Redefine("{ from: seeds/*.jsonl, key: id }", "{ from: { taxonomy: tree } }")
            .Redefine("text: seed.text", "text: seed.quesiton")
            .Write("prompts/reply.sbn", "user:\n{{ seed.question }}\n")
            .Write("tree/knowledge/a/qna.yaml", Leaf.Knowledge());

        var outcome = await dataset.BuildAsync();

        var found = Assert.Single(outcome.Diagnostics);
        Assert.Contains("quesiton", found.Message, StringComparison.Ordinal);
        Assert.Contains("question", found.Hint, StringComparison.Ordinal);
        Assert.Empty(dataset.Teacher.AskedFor);
    }

    [Fact]
    public async Task ThatAreATaxonomyCostCallsForWhatIsUsedAlone()
    {
        using var dataset = TestDataset.With()
            .Redefine("{ from: seeds/*.jsonl, key: id }", "{ from: { taxonomy: tree } }")
            .Redefine("text: seed.text", "text: seed.domain")
            .Write("prompts/reply.sbn", "user:\n{{ seed.question }} {{ seed.document }}\n")
            .Write("tree/knowledge/a/qna.yaml", Leaf.Knowledge())
            .Write("tree/knowledge/b/qna.yaml", Leaf.Knowledge().Replace("Question", "Other question", StringComparison.Ordinal))
            .Write("tree/knowledge/b/b.md", "old");
        await dataset.BuiltAsync();
        Assert.Equal(10, dataset.Teacher.AskedFor.Count);

        await dataset.Write("tree/knowledge/b/b.md", "new").Write("tree/knowledge/a/attribution.txt", "Jane").BuiltAsync();

        Assert.Equal(5, dataset.Teacher.AskedFor.Count);
        Assert.All(dataset.Teacher.AskedFor, a => Assert.EndsWith(" new", a, StringComparison.Ordinal));
    }
}
