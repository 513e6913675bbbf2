using System.Globalization;
using System.IO.Compression;
using System.Text;
using SynthTool.Testing;
using SynthTool.Tests.Seeds;

namespace SynthTool.Tests.Build;

/// <summary>Whatever kind of file the seeds lie in, incremental builds come to what a build from nothing comes to, byte for byte.</summary>
public sealed class AnySequenceOfEditsOfAnySource
{
    private const int Sequences = 5;
    private const int Edits = 4;
    private const int Files = 3;
    private static readonly string[] Words = ["oak", "elm", "ash", "fir", "yew", "bay"];

    public static TheoryData<string> Kinds => ["jsonl", "json", "csv", "tsv", "yaml", "md", "txt", "chunks", "jsonl.gz", "csv.gz", "parquet", "taxonomy"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EqualsARebuild(string kind)
    {
        for (var seed = 0; seed < Sequences; seed++)
        {
            await RunAsync(kind, seed);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OfOneRecordAsksForItAlone(string kind)
    {
        var files = Enumerable.Range(0, Files).Select(f => Enumerable.Range(0, 20).Select(i => (Id: $"k{f}-{i}", Text: $"oak {f} {i}")).ToList()).ToArray();
        using var dataset = Define(kind);
        Write(dataset, kind, files);
        await dataset.BuiltAsync();
        files[1][7] = files[1][7] with { Text = "a new text" };
        Write(dataset, kind, files);

        await dataset.BuiltAsync();

        Assert.Contains("a new text", Assert.Single(dataset.Teacher.AskedFor), StringComparison.Ordinal);
    }

    private static async Task RunAsync(string kind, int seed)
    {
        var random = new Random(seed);
        var made = 0;
        var files = Enumerable.Range(0, Files).Select(_ => Enumerable.Range(0, random.Next(2, 12)).Select(_ => (Id: $"k{made++}", Text: Text(random))).ToList()).ToArray();
        using var dataset = Define(kind);
        Write(dataset, kind, files);
        await dataset.BuiltAsync();
        var log = new List<string>();
        for (var edit = 0; edit < Edits; edit++)
        {
            log.Add(Change(files, random, ref made));
            Write(dataset, kind, files);
            if (random.Next(3) > 0)
            {
                await dataset.BuiltAsync(o => o with { Jobs = random.Next(1, 4) });
            }
        }

        await dataset.BuiltAsync();
        using var fresh = await dataset.FromScratch().BuiltAsync();
        var (expected, actual) = (fresh.Outputs(), dataset.Outputs());
        Assert.True(expected.SequenceEqual(actual), $"Sequence {seed} of {kind} ({string.Join(", ", log)}) differs in {string.Join(", ", expected.Except(actual).Concat(actual.Except(expected)).Select(o => o.Key).Distinct())}.");
    }

    private static string Change(List<(string Id, string Text)>[] files, Random random, ref int made)
    {
        var file = files[random.Next(Files)];
        var at = random.Next(file.Count + 1);
        if (file.Count < 2 || at == file.Count)
        {
            file.Insert(at, ($"k{made++}", Text(random)));
            return "insert";
        }

        switch (random.Next(4))
        {
            case 0:
                file.Insert(at, ($"k{made++}", Text(random)));
                return "insert";
            case 1:
                file[at] = file[at] with { Text = Text(random) };
                return "edit";
            case 2:
                file.RemoveAt(at);
                return "delete";
            default:
                var moved = file[at];
                file.RemoveAt(at);
                var to = files[random.Next(Files)];
                to.Insert(random.Next(to.Count + 1), moved);
                return "move";
        }
    }

    private static string Text(Random random) => $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]} {random.Next(30)}";

    private static TestDataset Define(string kind)
    {
        var source = kind switch
        {
            "md" or "txt" => $"{{ from: seeds/**/*.{kind} }}",
            "chunks" => "{ from: seeds/*.md, chunk: { by: paragraphs } }",
            "taxonomy" => "{ from: { taxonomy: seeds }, rename: { question: text } }",
            _ => $"{{ from: seeds/*.{kind}, key: id }}",
        };
        return TestDataset.With()
            .Redefine("{ from: seeds/*.jsonl, key: id }", source)
            .Write("prompts/reply.sbn", "user:\n{{ seed.text }}\n")
            .Then("{ filter: chars(reply) >= 6 }", "{ dedup: reply }", "{ split: { train: 70, test: 30 } }")
            .Define("gates: [ rows >= 0 ]");
    }

    private static void Write(TestDataset dataset, string kind, List<(string Id, string Text)>[] files)
    {
        for (var i = 0; i < Files; i++)
        {
            var records = files[i];
            switch (kind)
            {
                case "md" or "txt":
                    foreach (var old in dataset.Files($"{dataset.DatasetFolder}/seeds/{i}"))
                    {
                        dataset.Remove(old);
                    }

                    records.ForEach(r => dataset.Write($"seeds/{i}/{r.Id}.{kind}", r.Text));
                    break;
                case "chunks":
                    dataset.Write($"seeds/{i}.md", string.Concat(records.Select(r => r.Text + "\n\n")));
                    break;
                case "taxonomy":
                    // Examples of one leaf differ, and are five at least.
                    dataset.Write($"seeds/knowledge/{i}/qna.yaml", Leaf.Document([.. records.Select(r => r.Text).Distinct(), .. Enumerable.Range(0, 5).Select(n => $"leaf {i} {n}")]))
                        .Write($"seeds/knowledge/{i}/b.md", $"{records.Count}");
                    break;
                default:
                    dataset.Write($"seeds/{i}.{kind}", BytesOf(kind, records));
                    break;
            }
        }
    }

    private static byte[] BytesOf(string kind, List<(string Id, string Text)> records)
    {
        var bytes = kind switch
        {
            "parquet" => TextsInParquet(records),
            "json" => Encoding.UTF8.GetBytes($"[{string.Join(",\n", records.Select(Object))}]"),
            "yaml" => Encoding.UTF8.GetBytes(string.Concat(records.Select(r => $"- id: {r.Id}\n  text: {r.Text}\n"))),
            "csv" or "csv.gz" => Encoding.UTF8.GetBytes($"id,text\n{string.Concat(records.Select(r => $"{r.Id},{r.Text}\n"))}"),
            "tsv" => Encoding.UTF8.GetBytes($"id\ttext\n{string.Concat(records.Select(r => $"{r.Id}\t{r.Text}\n"))}"),
            _ => Encoding.UTF8.GetBytes(string.Concat(records.Select(r => Object(r) + "\n"))),
        };
        return kind.EndsWith(".gz", StringComparison.Ordinal) ? Pack(bytes) : bytes;

        static string Object((string Id, string Text) record) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{record.Id}}","text":"{{record.Text}}"}""");
    }

    private static byte[] TextsInParquet(List<(string Id, string Text)> records) => SynthTool.Tests.Formats.Parquet.WrittenFile.BytesOf(
        SynthTool.Formats.Parquet.ParquetColumns.From([("id", SynthTool.Formats.Shape.String), ("text", SynthTool.Formats.Shape.String)]),
        records.Select(r => $"[\"{r.Id}\",\"{r.Text}\"]"));

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
