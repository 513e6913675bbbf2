using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using SynthTool.Build;
using SynthTool.Exports;
using SynthTool.Shards;
using SynthTool.Testing;

namespace SynthTool.Tests.Exports;

/// <summary>DuckDB reads shards and exports, and must find the same rows in both.</summary>
public sealed class AnExport : IAsyncLifetime, IDisposable
{
    private readonly TestDataset dataset = TestDataset.Rich(40);
    private readonly TemporaryFolder exported = new();

    public async Task InitializeAsync()
    {
        dataset.Redefine("where: length > 1", "where: length > 0").Edit("s-003", "a \"quoted\", text\nof = two lines ✓");
        await dataset.BuiltAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        dataset.Dispose();
        exported.Dispose();
    }

    [Fact]
    public void AsJsonLinesHasTheRowsOfTheShards()
    {
        var outcome = Export(ExportFormat.JsonLines);

        Assert.Equal(["sft/train.jsonl", "sft/test.jsonl", "flat/train.jsonl", "flat/test.jsonl"], outcome.Files.Select(f => f.Path));
        Assert.All(outcome.Files, f => AssertSameRows(f.Path, $"read_json('{exported[f.Path]}', format = 'newline_delimited')"));
    }

    [Fact]
    public void AsCsvHasTheRowsOfTheShards()
    {
        var outcome = Export(ExportFormat.Csv, "flat");

        Assert.Equal(["flat/train.csv", "flat/test.csv"], outcome.Files.Select(f => f.Path));
        Assert.All(outcome.Files, f => AssertSameRows(f.Path, $"read_csv('{exported[f.Path]}', header = true)"));
    }

    [Fact]
    public void ForOpenAiHasMessagesAlone()
    {
        var outcome = Export(ExportFormat.OpenAi, "sft/train");

        Assert.Equal(["sft/train.jsonl"], outcome.Files.Select(f => f.Path));
        AssertSameRows("sft/train.jsonl", $"read_json('{exported["sft/train.jsonl"]}', format = 'newline_delimited')", "messages");
        Assert.All(File.ReadLines(exported["sft/train.jsonl"]), line => Assert.Equal(["messages"], JsonDocument.Parse(line).RootElement.EnumerateObject().Select(m => m.Name)));
    }

    [Fact]
    public void ForHuggingFaceHasTheShardsUnderNumbersAndACardThatNamesThem()
    {
        var outcome = Export(ExportFormat.HuggingFace);

        var train = outcome.Files.Where(f => f.Path.StartsWith("sft/train-", StringComparison.Ordinal)).ToList();
        Assert.True(train.Count > 1);
        Assert.Equal(Enumerable.Range(0, train.Count).Select(i => FormattableString.Invariant($"sft/train-{i:D5}-of-{train.Count:D5}.parquet")), train.Select(f => f.Path));
        AssertSameRows("sft/train.", $"read_parquet('{exported["sft/train-*.parquet"]}')");
        var card = File.ReadAllText(exported["README.md"]);
        Assert.All(outcome.Files, f => Assert.Contains($"- \"{f.Path}\"\n", card, StringComparison.Ordinal));
        Assert.Contains("load_dataset(\".\", \"sft\")", card, StringComparison.Ordinal);
    }

    [Fact]
    public void IntoAStreamHasWholeLines()
    {
        var text = new StringBuilder();

        _ = DatasetExport.Run(dataset.Workspace(), dataset.Definition, new ExportOptions(ExportFormat.JsonLines, "", false, "sft/test", lines => text.Append(Encoding.UTF8.GetString(lines))), CancellationToken.None);
        _ = Export(ExportFormat.JsonLines);

        Assert.Equal(File.ReadAllText(exported["sft/test.jsonl"]), text.ToString());
    }

    [Fact]
    public void LeavesEqualFilesAndFilesOfOtherNamesAlone()
    {
        _ = Export(ExportFormat.JsonLines);
        File.WriteAllText(exported["sft/mine.txt"], "mine");
        var before = File.GetLastWriteTimeUtc(exported["sft/train.jsonl"]);

        _ = Export(ExportFormat.JsonLines);

        Assert.Equal(before, File.GetLastWriteTimeUtc(exported["sft/train.jsonl"]));
        Assert.Equal("mine", File.ReadAllText(exported["sft/mine.txt"]));
    }

    [Theory]
    [InlineData("nope", "SYNTH1501")]
    [InlineData("sft/dev", "SYNTH1501")]
    [InlineData("flat", "SYNTH1502")]
    public void OfWhatIsNotThereSaysSo(string only, string code)
    {
        var outcome = Export(ExportFormat.OpenAi, only);

        Assert.Equal([code], outcome.Diagnostics.Select(d => d.Kind.Code));
        Assert.Empty(Directory.EnumerateFileSystemEntries(exported.Path));
    }

    [Fact]
    public void OfADamagedShardOrAnUnbuiltDatasetWritesNothing()
    {
        File.AppendAllText(dataset.InRoot(dataset.Shards().Keys.First()), "mine");
        var damaged = Export(ExportFormat.JsonLines);
        _ = DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo: false);
        File.Delete(dataset.InRoot("out/set/manifest.json"));
        var unbuilt = Export(ExportFormat.JsonLines);

        Assert.Equal([ShardsDiagnostics.ShardChanged], damaged.Diagnostics.Select(d => d.Kind));
        Assert.Equal([BuildDiagnostics.NotBuilt], unbuilt.Diagnostics.Select(d => d.Kind));
        Assert.Empty(Directory.EnumerateFileSystemEntries(exported.Path));
    }

    private ExportOutcome Export(ExportFormat format, string? only = null) =>
        DatasetExport.Run(dataset.Workspace(), dataset.Definition, new ExportOptions(format, exported.Path, false, only, null), CancellationToken.None);

    private void AssertSameRows(string path, string exportedRows, string columns = "*")
    {
        var part = path.Split('.')[0];
        var shards = $"(SELECT {columns} FROM read_parquet('{dataset.InRoot($"out/set/{part}-*.parquet")}'))";
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var ask = database.CreateCommand();
        ask.CommandText = $"SELECT (SELECT count(*) FROM {shards}), (SELECT count(*) FROM {exportedRows}), (SELECT count(*) FROM (({shards}) EXCEPT ALL (SELECT {columns} FROM {exportedRows})))";
        using var answer = ask.ExecuteReader();
        Assert.True(answer.Read());
        Assert.True(answer.GetInt64(0) > 0);
        Assert.Equal((answer.GetInt64(0), 0L), (answer.GetInt64(1), answer.GetInt64(2)));
    }
}
