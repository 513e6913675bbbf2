using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Testing;

/// <summary>
/// A dataset in a repository of its own, with real files and a <see cref="TestTeacher"/>. Partitions aim at four seeds
/// and shards at eight, so that a few seeds make several of both.
/// </summary>
internal sealed class TestDataset : IDisposable
{
    /// <summary>One <c>generate</c> step, asked once a seed with <c>id text</c>.</summary>
    public const string DefaultDefinition = """
        dataset: set
        seeds: { from: seeds/*.jsonl, key: id }
        teachers:
          writer: { provider: openai, model: test, endpoint: "http://127.0.0.1:9/v1" }
        steps:
          - { generate: reply, teacher: writer, prompt: prompts/reply.sbn }
        outputs:
          sft: { columns: { id: row.id, text: seed.text, reply: reply }, seeds_per_shard: 8 }

        """;

    /// <summary>Every kind of step, two outputs and committed answers.</summary>
    private const string RichDefinition = """
        dataset: set
        version: 1.2.3
        description: For tests
        license: cc0-1.0
        responses: commit
        seeds: { from: seeds/*.jsonl, key: id, schema: schemas/seed.json }
        teachers:
          writer: { provider: openai, model: test, endpoint: "${NOT_SET}", api_key: "${NOT_SET}", options: { temperature: 0.75 }, price: { input_per_million: 2.5, output_per_million: 10, currency: USD } }
        steps:
          - { each: tone, in: [calm, brief, warm], weights: [1.5, 2, 0.25], sample: 2 }
          - { generate: reply, teacher: writer, prompt: prompts/reply.sbn, response: schemas/reply.json, samples: 2 }
          - { filter: [ "reply.score >= 0.1", { sane: chars(reply.text) < 1000 } ] }
          - { dedup: reply.text }
          - { map: length, to: chars(reply.text) / 4 }
          - { split: { train: 87.5, test: 12.5 } }
        outputs:
          sft: { format: chat, columns: { id: row.id, messages: [{ user: seed.text }, { assistant: reply.text }], length: length }, seeds_per_shard: 8 }
          flat: { columns: { id: row.id, tone: tone, score: reply.score }, where: length > 1, seeds_per_shard: 16 }
        gates:
          - rows >= 10
          - kept.filter in 12.5%..100%

        """;

    private const string DefaultSeeds = "seeds/a.jsonl";
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TemporaryFolder folder;
    private readonly SortedDictionary<string, List<KeyValuePair<string, string>>> seeds = new(StringComparer.Ordinal);

    private TestDataset(string datasetFolder)
    {
        folder = new TemporaryFolder(inMemory: true);
        DatasetFolder = datasetFolder;
        Directory.CreateDirectory(folder[".git"]);
    }

    /// <summary>The dataset's folder in the repository.</summary>
    public string DatasetFolder { get; }

    /// <summary>The definition's repository path.</summary>
    public string Definition => InRepository("set.synth.yaml");

    public TestTeacher Teacher { get; init; } = new();

    /// <summary>What every build of this dataset is given, unless a test says otherwise.</summary>
    public BuildOptions Options { get; init; } = new() { Spending = Spending.Allow, Jobs = 2 };

    /// <summary>The repository's folder.</summary>
    public string Root => folder.Path;

    /// <summary>The keys of the seeds, in file order.</summary>
    public IReadOnlyList<string> Keys => [.. seeds.Values.SelectMany(s => s).Select(s => s.Key)];

    public string TextOf(string key)
    {
        var (path, at) = Find(key);
        return seeds[path][at].Value;
    }

    public string LockText => Read("set.synth.lock");

    public static TestDataset With(params ReadOnlySpan<(string Key, string Text)> seeds) => In("data", seeds);

    /// <summary>A dataset in a folder of the repository.</summary>
    public static TestDataset In(string datasetFolder, params ReadOnlySpan<(string Key, string Text)> seeds)
    {
        var dataset = new TestDataset(datasetFolder);
        dataset.Write("set.synth.yaml", DefaultDefinition).Write("prompts/reply.sbn", "user:\n{{ seed.id }} {{ seed.text }}\n");
        foreach (var (key, text) in seeds)
        {
            dataset.Insert(key, text);
        }

        return dataset;
    }

    /// <summary>A dataset of seeds <c>s-001</c>, <c>s-002</c> … with texts of their own.</summary>
    public static TestDataset Of(int count) => With([.. Enumerable.Range(1, count).Select(i => (FormattableString.Invariant($"s-{i:000}"), FormattableString.Invariant($"text {i}")))]);

    /// <summary>Such a dataset with every kind of step, two outputs, schemas, an include and committed answers, whose texts repeat now and then.</summary>
    public static TestDataset Rich(int count, string datasetFolder = "data")
    {
        var dataset = In(datasetFolder, [.. Enumerable.Range(1, count).Select(i => (FormattableString.Invariant($"s-{i:000}"), FormattableString.Invariant($"Größe {i % (count * 3 / 4)}, \"İı\"")))]);
        dataset.Teacher.Reply = TestTeacher.Says(r => $$"""{"text":"{{r.Message.Length}} {{r.Key[0]}}","score":0.{{Convert.ToInt32(r.Key[..2], 16)}}}""");
        return dataset
            .Write("set.synth.yaml", RichDefinition)
            .Write("prompts/reply.sbn", "system:\nBe {{ tone }}.\nuser:\n{{ include 'parts/ask.sbn' }}\n")
            .Write("prompts/parts/ask.sbn", "Say {{ seed.text }}!")
            .Write("schemas/seed.json", """{"type":"object","required":["id","text"],"properties":{"id":{"type":"string"},"text":{"type":"string"}}}""" + "\n")
            .Write("schemas/reply.json", """{"type":"object","required":["text","score"],"properties":{"text":{"type":"string"},"score":{"type":"number"}}}""" + "\n");
    }

    /// <summary>Adds a seed before another, or at the end of a file.</summary>
    public TestDataset Insert(string key, string text, string? before = null, string file = DefaultSeeds)
    {
        var (path, at) = before is null ? (file, -1) : Find(before);
        if (!seeds.TryGetValue(path, out var list))
        {
            seeds.Add(path, list = []);
        }

        list.Insert(at < 0 ? list.Count : at, new(key, text));
        return WriteSeeds(path);
    }

    public TestDataset Edit(string key, string text)
    {
        var (path, at) = Find(key);
        seeds[path][at] = new(key, text);
        return WriteSeeds(path);
    }

    public TestDataset Delete(string key)
    {
        var (path, at) = Find(key);
        seeds[path].RemoveAt(at);
        return WriteSeeds(path);
    }

    /// <summary>Takes a seed out of its file and adds it at the end of another.</summary>
    public TestDataset Move(string key, string toFile)
    {
        var (path, at) = Find(key);
        var text = seeds[path][at].Value;
        return Delete(key).Insert(key, text, file: toFile);
    }

    /// <summary>Writes a file of the dataset's folder anew, as editors do: a new file in the old one's place.</summary>
    public TestDataset Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public TestDataset Write(string path, byte[] bytes)
    {
        if (File.Exists(At(path)))
        {
            File.Delete(At(path));
        }

        folder.Write(InRepository(path), bytes);
        return this;
    }

    /// <summary>Replaces a text in a file; it must be there.</summary>
    public TestDataset Replace(string path, string old, string by)
    {
        var text = Read(path);
        return text.Contains(old, StringComparison.Ordinal) ? Write(path, text.Replace(old, by, StringComparison.Ordinal)) : throw new InvalidOperationException($"{path} has no \"{old}\".");
    }

    /// <summary>Replaces a text in the definition.</summary>
    public TestDataset Redefine(string old, string by) => Replace("set.synth.yaml", old, by);

    /// <summary>Adds steps after the first, a line each.</summary>
    public TestDataset Then(params ReadOnlySpan<string> steps) => Redefine("outputs:\n", string.Concat([.. steps.ToArray().Select(s => $"  - {s}\n"), "outputs:\n"]));

    /// <summary>Adds lines at the end of the definition.</summary>
    public TestDataset Define(params ReadOnlySpan<string> lines) => Write("set.synth.yaml", string.Concat([Read("set.synth.yaml"), .. lines.ToArray().Select(l => l + "\n")]));

    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>The full path of a file of the dataset's folder.</summary>
    public string At(string path) => folder[InRepository(path)];

    /// <summary>The full path of a file of the repository.</summary>
    public string InRoot(string path) => folder[path];

    /// <summary>The surroundings of a new process.</summary>
    public Workspace Workspace(string toolVersion = "1.0.0-test", TimeProvider? clock = null) => new(
        RepositoryRoot.Find(Root), toolVersion, clock ?? new LaterClock(), _ => null, () => 0, "a test") { Connect = Teacher.Connect, PartitionTarget = 4 };

    /// <summary>Builds with <see cref="Options"/>, or as a test changes them; the teacher forgets what it was asked before.</summary>
    public Task<BuildOutcome> BuildAsync(Func<BuildOptions, BuildOptions>? with = null, IBuildListener? listener = null, CancellationToken ct = default)
    {
        Teacher.Forget();
        return DatasetBuild.RunAsync(Workspace(), Definition, with is null ? Options : with(Options), listener ?? NoListener.Instance, (_, _) => new(false), ct);
    }

    /// <summary>Builds, and says what is wrong when that does not succeed.</summary>
    public async Task<TestDataset> BuiltAsync(Func<BuildOptions, BuildOptions>? with = null)
    {
        var outcome = await BuildAsync(with);
        return outcome.ExitCode is ExitCode.Done
            ? this
            : throw new InvalidOperationException($"The build ends with {outcome.ExitCode}:\n{string.Join('\n', outcome.Diagnostics)}");
    }

    public Task<ExplainOutcome> ExplainAsync(string target) => DatasetExplain.RunAsync(Workspace(), Definition, target, CancellationToken.None);

    public Task<PlanOutcome> PlanAsync() => DatasetPlan.RunAsync(Workspace(), Definition, Options, CancellationToken.None);

    /// <summary>Everything that a build writes but caches, by name: texts as they stand, shards by their digest.</summary>
    public SortedDictionary<string, string> Outputs()
    {
        var outputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in FilesBelow(folder["out"]))
        {
            outputs.Add(Relative(path), path.EndsWith(".parquet", StringComparison.Ordinal) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : File.ReadAllText(path));
        }

        foreach (var path in FilesBelow(At("responses")))
        {
            outputs.Add($"responses/{Path.GetFileName(path)}", File.ReadAllText(path));
        }

        if (File.Exists(At("set.synth.lock")))
        {
            outputs.Add("lock", LockText);
        }

        return outputs;
    }

    /// <summary>The shards' repository paths and stamps.</summary>
    public SortedDictionary<string, FileStamp> Shards() => new(
        FilesBelow(folder["out"]).Where(p => p.EndsWith(".parquet", StringComparison.Ordinal)).ToDictionary(Relative, p => FileStamp.Of(p)!.Value), StringComparer.Ordinal);

    /// <summary>The repository paths of all files below a folder of the repository.</summary>
    public IReadOnlyList<string> Files(string below) => [.. FilesBelow(folder[below]).Select(Relative)];

    /// <summary>Removes a file or folder of the repository, as a person would.</summary>
    public TestDataset Remove(string path)
    {
        var absolute = folder[path];
        if (Directory.Exists(absolute))
        {
            Directory.Delete(absolute, recursive: true);
        }
        else
        {
            File.Delete(absolute);
        }

        return this;
    }

    /// <summary>A clone in another place: what git would hold, no more.</summary>
    /// <param name="datasetFolder">Where the dataset's folder is moved to; null: the same.</param>
    public TestDataset Clone(string? datasetFolder = null) => Copy(datasetFolder ?? DatasetFolder, _ => true);

    /// <summary>What a checkout of another clone's commit does: the same files in the dataset's folder, and everything that git does not hold as it was.</summary>
    public TestDataset CheckOut(TestDataset other)
    {
        foreach (var path in CommittedFiles().Except(other.CommittedFiles(), StringComparer.Ordinal))
        {
            File.Delete(At(path));
        }

        foreach (var path in other.CommittedFiles().Where(p => !File.Exists(At(p)) || !File.ReadAllBytes(At(p)).AsSpan().SequenceEqual(File.ReadAllBytes(other.At(p)))))
        {
            Write(path, File.ReadAllText(other.At(path)));
        }

        seeds.Clear();
        foreach (var (file, list) in other.seeds)
        {
            seeds.Add(file, [.. list]);
        }

        return this;
    }

    /// <summary>The same inputs in another place, as if nothing had ever been built or bought.</summary>
    public TestDataset FromScratch() => Copy(DatasetFolder, path => !path.EndsWith(".lock", StringComparison.Ordinal) && !path.StartsWith("responses", StringComparison.Ordinal));

    public void Dispose() => folder.Dispose();

    private TestDataset Copy(string datasetFolder, Func<string, bool> isTaken)
    {
        var clone = new TestDataset(datasetFolder) { Teacher = Teacher, Options = Options };
        foreach (var path in CommittedFiles().Where(isTaken))
        {
            clone.folder.Write(clone.InRepository(path), File.ReadAllBytes(At(path)));
        }

        foreach (var (file, list) in seeds)
        {
            clone.seeds.Add(file, [.. list]);
        }

        return clone;
    }

    private static IEnumerable<string> FilesBelow(string absolute) =>
        Directory.Exists(absolute) ? Directory.EnumerateFiles(absolute, "*", SearchOption.AllDirectories).Where(p => Path.GetFileName(p) != ".gitignore").Order(StringComparer.Ordinal) : [];

    private IReadOnlyList<string> CommittedFiles() => [.. FilesBelow(folder[DatasetFolder])
        .Select(p => Path.GetRelativePath(folder[DatasetFolder], p))
        .Where(p => !p.StartsWith(".synth/", StringComparison.Ordinal) && !p.StartsWith("out/", StringComparison.Ordinal))];

    private string InRepository(string path) => DatasetFolder.Length == 0 ? path : $"{DatasetFolder}/{path}";

    private string Relative(string absolute) => Path.GetRelativePath(Root, absolute).Replace('\\', '/');

    private (string File, int At) Find(string key)
    {
        foreach (var (file, list) in seeds)
        {
            if (list.FindIndex(s => s.Key == key) is var at and >= 0)
            {
                return (file, at);
            }
        }

        throw new InvalidOperationException($"There is no seed {key}.");
    }

    private TestDataset WriteSeeds(string path)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in seeds[path])
        {
            text.Append(JsonSerializer.Serialize(new { id = key, text = value }, Readable)).Append('\n');
        }

        return Write(path, text.ToString());
    }
}
