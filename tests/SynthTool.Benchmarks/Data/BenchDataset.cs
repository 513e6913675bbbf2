using System.Text;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Data;

/// <summary>A repository with one dataset, whose answers are all in the store before it is built.</summary>
internal sealed class BenchDataset
{
    public const string Definition = "data/bench.synth.yaml";

    private const int EditedSeed = 40; // of a hundred
    private const int TextSeries = 1;

    private readonly Bench bench;
    private readonly Lazy<long> offsetOfEdited;
    private bool isBuilt;

    private BenchDataset(Bench bench, DatasetForm form, string root)
    {
        this.bench = bench;
        Form = form;
        Root = root;
        offsetOfEdited = new Lazy<long>(OffsetOfEdited);
    }

    public DatasetForm Form { get; }

    /// <summary>The repository, absolute.</summary>
    public string Root { get; }

    public string SeedsFile => Path.Combine(Root, "data", "seeds.jsonl");

    public string OutputFolder => Path.Combine(Root, "out", "bench");

    /// <summary>The full builds from stored answers so far.</summary>
    public List<Sample> FullBuilds { get; } = [];

    public static async Task<BenchDataset> MakeAsync(Bench bench, DatasetForm form)
    {
        var dataset = new BenchDataset(bench, form, Path.Combine(bench.Folder, form.Name));
        var made = Path.Combine(dataset.Root, "made");
        if (!File.Exists(made))
        {
            dataset.WriteFiles();
            if (form.AnswerCharacters > 0)
            {
                await StoredAnswers.FillAsync(dataset, bench.Stop);
            }

            await File.WriteAllTextAsync(made, "");
        }

        return dataset;
    }

    /// <summary>The text of a seed.</summary>
    /// <param name="variant">0, or 1 for what the edit makes of the seed that is edited.</param>
    public string SeedText(long seed, int variant = 0) => SyntheticText.Of(TextSeries + variant, seed, Form.SeedCharacters);

    public string AnswerText(long seed, int variant = 0) => SyntheticText.Of(TextSeries + 2 + variant, seed, Form.AnswerCharacters);

    public static string KeyOf(long seed) => FormattableString.Invariant($"s{seed:0000000}");

    /// <summary>The seed that edits flip between two texts, for both of which the answer is stored.</summary>
    public long Edited => (long)Form.Rows * EditedSeed / 100;

    public Task<Sample> BuildAsync(bool watchMemory = false) => ChildProcess.RunAsync(Root, watchMemory, "dotnet", bench.Published.Tool, "build", "--offline", "--jobs", "2");

    /// <summary>Builds with no cache, outputs or lock, from stored answers.</summary>
    public async Task<Sample> BuildFullyAsync()
    {
        DeleteOutputs();
        DeleteCache();
        File.Delete(Path.Combine(Root, "data", "bench.synth.lock"));
        var sample = await BuildAsync(watchMemory: true);
        FullBuilds.Add(sample);
        isBuilt = true;
        return sample;
    }

    /// <summary>Leaves the dataset up to date.</summary>
    public async Task EnsureBuiltAsync()
    {
        if (!isBuilt)
        {
            _ = await (Directory.Exists(OutputFolder) ? BuildAsync() : BuildFullyAsync());
            isBuilt = true;
        }

        await SettleAsync();
        _ = await BuildAsync(); // whose stamps are old enough to be trusted
    }

    /// <summary>Rewrites one seed's line in place, to the other of its two texts.</summary>
    public async Task EditAsync()
    {
        using (var file = File.OpenHandle(SeedsFile, FileMode.Open, FileAccess.ReadWrite))
        {
            var line = new byte[EditedLength];
            _ = RandomAccess.Read(file, line, offsetOfEdited.Value);
            var isFirst = Encoding.UTF8.GetString(line) == Line(Edited, 0);
            RandomAccess.Write(file, Encoding.UTF8.GetBytes(Line(Edited, isFirst ? 1 : 0)), offsetOfEdited.Value);
        }

        await SettleAsync();
    }

    public void DeleteOutputs() => Delete("out");

    public void DeleteCache() => Delete(".synth", "cache");

    /// <summary>Leaves what a fresh clone has: definition, seeds, lock and committed answers.</summary>
    public void DeleteAllButCommitted()
    {
        Delete("out");
        Delete(".synth");
    }

    /// <summary>Lets the clock go on, so that no stamp is too young to be trusted; measured by nobody.</summary>
    private static Task SettleAsync() => Task.Delay(200);

    private void Delete(params string[] path)
    {
        var folder = Path.Combine([Root, .. path]);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void WriteFiles()
    {
        var data = Directory.CreateDirectory(Path.Combine(bench.NewFolder(Form.Name), "data")).FullName;
        _ = Directory.CreateDirectory(Path.Combine(Root, ".git"));
        File.WriteAllText(Path.Combine(data, "prompt.sbn"), "system:\nYou answer questions about small machines.\nuser:\nAnswer this:\n{{ seed.text }}\n");
        File.WriteAllText(Path.Combine(Root, Definition), DefinitionText());
        using var seeds = new StreamWriter(SeedsFile, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        for (var seed = 0L; seed < Form.Rows; seed++)
        {
            seeds.WriteLine(Line(seed, 0));
        }
    }

    // Both variants of the edited seed take the same bytes, so that the edit moves nothing else.
    private string Line(long seed, int variant)
    {
        var line = $$"""{"id":"{{KeyOf(seed)}}","text":"{{SeedText(seed, variant)}}"}""";
        return seed == Edited ? line.PadRight(EditedLength) : line;
    }

    private int EditedLength => Form.SeedCharacters + 100;

    private long OffsetOfEdited()
    {
        var offset = 0L;
        for (var seed = 0L; seed < Edited; seed++)
        {
            offset += Line(seed, 0).Length + 1;
        }

        return offset;
    }

    private string DefinitionText() => $$"""
        dataset: bench
        {{(Form.Commit ? "responses: commit" : "# answers stay in the local store")}}
        seeds: { from: seeds.jsonl, key: id }
        teachers:
          writer: { provider: openai, model: bench-1, endpoint: "${SYNTH_ENDPOINT}", limits: { concurrency: {{Form.Concurrency}} } }
        steps:
          - { generate: answer, teacher: writer, prompt: prompt.sbn }
        {{(Form.Dedup ? "  - { dedup: answer }" : "")}}
        outputs:
          sft: { format: table, columns: { id: row.id, prompt: seed.text, answer: answer } }

        """.ReplaceLineEndings("\n");
}
