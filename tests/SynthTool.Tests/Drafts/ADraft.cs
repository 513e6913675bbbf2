using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using SynthTool.Build;
using SynthTool.Drafts;
using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Testing;

namespace SynthTool.Tests.Drafts;

public sealed class ADraft : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public ADraft() => Directory.CreateDirectory(folder[".git"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("s.jsonl", "{\"id\":\"a\",\"n\":1,\"tags\":[\"x\"]}\n{\"id\":\"b\",\"n\":null,\"tags\":[]}\n", "id")]
    [InlineData("s.json", "[{\"uuid\":\"a\",\"t\":{\"x\":1}},{\"uuid\":\"b\"}]", "uuid")]
    [InlineData("s.csv", "sku_id,count,price,sold,zip,note\nA1,1,2.5,true,01234,\nA2,,3,False,00001,x\n", "sku_id")]
    [InlineData("s.tsv", "name\tn\nana\t1\nbo\t2\n", "name")]
    [InlineData("s.yaml", "- { id: 1, text: one }\n- { id: 2, text: two }\n", "id")]
    [InlineData("s.md", "# Title\n\nSome text.\n", null)]
    [InlineData("s.txt", "Some text.\n", null)]
    public async Task OfEveryFormatBuildsWithMadeUpAnswersAndHasNothingToSay(string file, string text, string? key)
    {
        folder.Write(file, text);

        var draft = Made(folder[file]);

        Assert.Equal(key, draft.Key);
        await BuildsWithoutAWord(draft);
    }

    [Fact]
    public void OfDocumentsAsksNothingAgainWhenOneIsMoved()
    {
        folder.Write("s.md", "# Title\n");

        var prompt = TextOf(Made(folder["s.md"]), ".sbn");

        Assert.Contains("{{ fence seed.text }}", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("seed.path", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfPackedSeedsAndOfSeveralFilesBuilds()
    {
        using (var gzip = new GZipStream(File.Create(folder["a.jsonl.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write("{\"id\":\"a\",\"n\":1}\n"u8);
        }

        folder.Write("b.jsonl", "{\"id\":\"b\",\"n\":1.5}\n");

        var draft = Made(folder["*.jsonl*"]);

        Assert.Equal((2, "../*.jsonl*"), (draft.Records, draft.From));
        await BuildsWithoutAWord(draft);
    }

    [Fact]
    public void OfACsvFileGivesItsCellsTypesAndLeavesCodesAsText()
    {
        folder.Write("s.csv", "id,count,price,sold,zip,empty,note\nA1,1,2.5,true,01234,,\nA2,,3,FALSE,00001,,x\n");

        var types = TypesOf(Made(folder["s.csv"]));

        Assert.Equal("""{"count":["integer","null"],"empty":"string","id":"string","note":"string","price":"number","sold":"boolean","zip":"string"}""", types);
    }

    [Fact]
    public void RequiresWhatEveryRecordHasAndListsFewValuesOfManyRecords()
    {
        folder.Write("s.jsonl", Lines(40, i => new { id = i, kind = i % 2 == 0 ? "how" : "why", some = i % 3 == 0 ? "a" : $"b{i}", maybe = i % 2 == 0 ? "x" : null }));

        var schema = SchemaOf(Made(folder["s.jsonl"]));

        Assert.Equal("""["id","kind","some"]""", JsonSerializer.Serialize(schema.GetProperty("required")));
        Assert.Equal("""["how","why"]""", JsonSerializer.Serialize(schema.GetProperty("properties").GetProperty("kind").GetProperty("enum")));
        Assert.False(schema.GetProperty("properties").GetProperty("some").TryGetProperty("enum", out _));
    }

    [Fact]
    public void ListsNoValuesOfFewRecords()
    {
        folder.Write("s.jsonl", Lines(4, i => new { id = i, kind = i % 2 == 0 ? "how" : "why" }));

        Assert.DoesNotContain("enum", TextOf(Made(folder["s.jsonl"]), ".json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":1,\"t\":\"a\"}\n{\"id\":1,\"t\":\"b\"}\n", "differs in all records")]
    [InlineData("{\"title\":\"a\"}\n{\"title\":\"b\"}\n", "differs in all records")]
    [InlineData("{\"id\":1}\n{\"id\":1}\n", "some records are equal")]
    [InlineData("{\"id\":\"\"}\n{\"id\":\"b\"}\n", "differs in all records")]
    [InlineData("{\"id\":null}\n{\"id\":\"b\"}\n", "differs in all records")]
    public void HasNoKeyWhereNoFieldIsOneAndSaysWhy(string lines, string why)
    {
        folder.Write("s.jsonl", lines);

        var draft = Made(folder["s.jsonl"]);

        Assert.Null(draft.Key);
        Assert.Contains(why, TextOf(draft, ".yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void TakesTheFieldThatLooksMostLikeAnIdentifier()
    {
        folder.Write("s.jsonl", Lines(3, i => new { name = $"n{i}", group_id = $"g{i}", uuid = $"u{i}" }));

        Assert.Equal("uuid", Made(folder["s.jsonl"]).Key);
    }

    [Fact]
    public void CopiesSeedsThatLieOutsideTheRepository()
    {
        using var elsewhere = new TemporaryFolder(inMemory: true);
        elsewhere.Write("more/s.jsonl", "{\"id\":1}\n");

        var draft = DatasetDraft.Make(elsewhere["more/s.jsonl"], folder["data"], "data", new SeedScanOptions(), CancellationToken.None);

        Assert.Empty(draft.Diagnostics);
        Assert.Equal("seeds/s.jsonl", draft.From);
        Assert.Equal(elsewhere["more/s.jsonl"], Assert.Single(draft.Files, f => f.CopyOf is not null && f.Path == "seeds/s.jsonl").CopyOf);
    }

    [Fact]
    public void CopiesWhatALinkInTheRepositoryLeadsToOutside()
    {
        using var elsewhere = new TemporaryFolder(inMemory: true);
        File.CreateSymbolicLink(folder["s.jsonl"], elsewhere.Write("real.jsonl", "{\"id\":1}\n"));

        var draft = Made(folder["s.jsonl"]);

        Assert.Equal("seeds/real.jsonl", draft.From);
    }

    [Fact]
    public void OfBrokenSeedsHasOnlyFindingsWithTheirPlaces()
    {
        folder.Write("s.jsonl", "{\"id\":1}\n{\"id\"\n[1]\n");

        var draft = Made(folder["s.jsonl"]);

        Assert.Empty(draft.Files);
        Assert.Equal(["s.jsonl(2", "s.jsonl(3"], draft.Diagnostics.Select(d => d.Place!.ToString()[..9]));
    }

    [Theory]
    [InlineData("none.jsonl", "SYNTH1601")]
    [InlineData("", "SYNTH1601")]
    [InlineData("none-*.jsonl", "SYNTH0601")]
    [InlineData("empty.jsonl", "SYNTH1601")]
    [InlineData("s.unknown", "SYNTH0240")]
    public void OfNothingHasOnlyAFinding(string from, string code)
    {
        folder.Write("empty.jsonl", "");
        folder.Write("s.unknown", "x");

        var draft = Made(from.Length == 0 ? folder.Path : folder[from]);

        Assert.Empty(draft.Files);
        Assert.Equal([code], draft.Diagnostics.Select(d => d.Kind.Code));
    }

    [Fact]
    public void IsTheSameWhateverTheOrderOfTheMembers()
    {
        folder.Write("a.jsonl", "{\"id\":1,\"a\":\"x\",\"b\":2}\n{\"id\":2,\"a\":\"y\",\"b\":3}\n");
        folder.Write("b.jsonl", "{\"b\":2,\"a\":\"x\",\"id\":1}\n{\"a\":\"y\",\"id\":2,\"b\":3}\n");

        Assert.Equal(TextOf(Made(folder["a.jsonl"]), ".json"), TextOf(Made(folder["b.jsonl"]), ".json"));
    }

    [Fact]
    public async Task OfAnySeedsBuildsWithMadeUpAnswers()
    {
        var names = Gen.OneOf(
            Gen.String[Gen.Char["{}\"'\\\n\r\t%# :-[]|>&*!@`~$üß\u2028\u0001\ufeffab_1"], 0, 6],
            Of("id", "if", "end", "seed", "row", "null", "true", "user:", "system:", "size", "string", "json", "😀", "first-name", "$schema", "{{", "}}", "{%{", "}%}", "{{~ x ~}}", "answer", "__role"));
        var values = Gen.OneOf(
            Of("null", "true", "1", "-2.5", "1e400", "123456789012345678901234567890", "[]", "[1,null]", "{}", "{\"a\":{\"b\":[{\"c\":1}]}}", "\"user:\\nx {{ y }}\"", "\"\""),
            Gen.String[0, 300].Select(s => JsonSerializer.Serialize(s)));
        var records = Gen.Select(names, values).List[0, 8].Select(members => "{" + string.Join(",", members.DistinctBy(m => m.Item1).Select(m => $"{JsonSerializer.Serialize(m.Item1)}:{m.Item2}")) + "}");

        await records.List[1, 12].SampleAsync(
            async lines =>
            {
                using var place = new ADraft();
                place.folder.Write("s.jsonl", string.Join('\n', lines.Distinct()) + "\n");
                var draft = place.Made(place.folder["s.jsonl"]);
                if (!draft.Diagnostics.IsEmpty)
                {
                    Assert.All(draft.Diagnostics, d => Assert.True(d.Kind.Code is "SYNTH0607" || d.Kind.Code.StartsWith("SYNTH024", StringComparison.Ordinal), d.ToString()));
                }

                if (!draft.HasErrors)
                {
                    await place.BuildsWithoutAWord(draft);
                }
            },
            iter: 60);
    }

    private static Gen<string> Of(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private DraftOutcome Made(string from) => DatasetDraft.Make(from, folder["data"], "data", new SeedScanOptions(), CancellationToken.None);

    private async Task BuildsWithoutAWord(DraftOutcome draft)
    {
        foreach (var file in draft.Files)
        {
            folder.Write($"data/{file.Path}", file.Bytes ?? File.ReadAllBytes(file.CopyOf!));
        }

        var workspace = new Workspace(RepositoryRoot.Find(folder.Path), "1.0.0-test", TimeProvider.System, _ => null, () => 0, "a test");
        var outcome = await DatasetBuild.RunAsync(workspace, "data/data.synth.yaml", new BuildOptions { Rehearse = true, Jobs = 2 }, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
        Assert.Equal([], outcome.Diagnostics.Where(d => d.Kind != SeedsDiagnostics.EqualRecords).Select(d => d.ToString()));
        Assert.Equal((ExitCode.Done, draft.Records), (outcome.ExitCode, outcome.Rows));
    }

    private static string TypesOf(DraftOutcome draft) => JsonSerializer.Serialize(
        SchemaOf(draft).GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetProperty("type")));

    private static JsonElement SchemaOf(DraftOutcome draft) => JsonDocument.Parse(TextOf(draft, ".json")).RootElement;

    private static string TextOf(DraftOutcome draft, string ending) => Encoding.UTF8.GetString(Assert.Single(draft.Files, f => f.Path.EndsWith(ending, StringComparison.Ordinal)).Bytes!);

    private static string Lines<T>(int count, Func<int, T> record) => string.Concat(Enumerable.Range(0, count).Select(i => JsonSerializer.Serialize(record(i)) + "\n"));
}
