using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Testing;

/// <summary>A repository of several datasets with real files and one <see cref="TestTeacher"/>. Partitions aim at four seeds.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public TestRepository() => Directory.CreateDirectory(folder[".git"]);

    public TestTeacher Teacher { get; init; } = new();

    public BuildOptions Options { get; init; } = new() { Spending = Spending.Allow, Jobs = 2 };

    /// <summary>Writes a file anew, as editors do: a new file in the old one's place.</summary>
    public TestRepository Write(string path, string text)
    {
        if (File.Exists(folder[path]))
        {
            File.Delete(folder[path]);
        }

        folder.Write(path, text);
        return this;
    }

    /// <summary>A dataset <c>name/name.synth.yaml</c> that asks once a seed.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="seeds">What stands behind <c>seeds:</c>.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="more">Further lines of the definition.</param>
    public TestRepository Dataset(string name, string seeds, string prompt = "{{ seed.text }}", string steps = "", string columns = "{ text: reply }", string more = "") => Write($"{name}/{name}.synth.yaml", $$"""
        dataset: {{name}}
        seeds: {{seeds}}
        teachers:
          writer: { provider: openai, model: test, endpoint: "http://127.0.0.1:9/v1" }
        steps:
          - { generate: reply, teacher: writer, prompt: { user: "{{name}} {{prompt}}" } }{{(steps.Length > 0 ? "\n  " : "") + steps}}
        outputs:
          rows: { columns: {{columns}}, seeds_per_shard: 8 }
        {{more}}
        """);

    /// <summary>A dataset of seeds from a file, <c>s-1</c>, <c>s-2</c> ….</summary>
    public TestRepository Source(string name, int seeds, string steps = "", string columns = "{ text: reply }") =>
        Dataset(name, "{ from: seeds.jsonl, key: id }", steps: steps, columns: columns).Seeds(name, [.. Enumerable.Range(1, seeds).Select(i => ($"s-{i}", $"text {i}"))]);

    public TestRepository Seeds(string name, params IEnumerable<(string Key, string Text)> seeds) =>
        Write($"{name}/seeds.jsonl", string.Concat(seeds.Select(s => $$"""{"id":"{{s.Key}}","text":"{{s.Text}}"}""" + "\n")));

    public static string From(string name, string more = "") => $$"""{ from: { dataset: ../{{name}}/{{name}}.synth.yaml{{more}} } }""";

    public string Read(string path) => File.ReadAllText(folder[path]);

    public string this[string path] => folder[path];

    public static string Definition(string name) => $"{name}/{name}.synth.yaml";

    /// <summary>The surroundings of a new process.</summary>
    public Workspace Workspace(TimeProvider? clock = null) => new(
        RepositoryRoot.Find(folder.Path), "1.0.0-test", clock ?? new LaterClock(), _ => null, () => 0, "a test") { Connect = Teacher.Connect, PartitionTarget = 4 };

    /// <summary>Builds one dataset alone; the teacher forgets what it was asked before.</summary>
    public Task<BuildOutcome> BuildOnlyAsync(string name, Func<BuildOptions, BuildOptions>? with = null)
    {
        Teacher.Forget();
        return DatasetBuild.RunAsync(Workspace(), Definition(name), with is null ? Options : with(Options), NoListener.Instance, (_, _) => new(false), CancellationToken.None);
    }

    /// <summary>Builds datasets and what they need, in order; the teacher forgets what it was asked before.</summary>
    public async Task<IReadOnlyList<BuildOutcome>> BuildAsync(Func<BuildOptions, BuildOptions>? with, params string[] names)
    {
        Teacher.Forget();
        var outcomes = new List<BuildOutcome>();
        foreach (var definition in DatasetGraph.Of(RepositoryRoot.Find(folder.Path), names.Select(Definition)).InOrder(names.Select(Definition)))
        {
            outcomes.Add(await DatasetBuild.RunAsync(Workspace(), definition, with is null ? Options : with(Options), NoListener.Instance, (_, _) => new(false), CancellationToken.None));
        }

        return outcomes;
    }

    /// <summary>Builds, and says what is wrong when that does not succeed.</summary>
    public async Task<TestRepository> BuiltAsync(params string[] names) => (await BuildAsync(null, names)).FirstOrDefault(o => o.ExitCode is not ExitCode.Done) is { } failed
        ? throw new InvalidOperationException($"{failed.Dataset} ends with {failed.ExitCode}:\n{string.Join('\n', failed.Diagnostics)}")
        : this;

    public Task<PlanOutcome> PlanAsync(string name) => DatasetPlan.RunAsync(Workspace(), Definition(name), Options, CancellationToken.None);

    public Task<ValidateOutcome> ValidateAsync(string name) => DatasetValidate.RunAsync(Workspace(), Definition(name), 1, CancellationToken.None);

    /// <summary>Everything that builds write but caches, by path.</summary>
    public SortedDictionary<string, string> Outputs() => new(
        Files().Where(p => p.StartsWith("out/", StringComparison.Ordinal) || p.EndsWith(".lock", StringComparison.Ordinal) || p.Contains("/responses/", StringComparison.Ordinal))
            .ToDictionary(p => p, p => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder[p])))), StringComparer.Ordinal);

    /// <summary>A clone in another place: what git would hold, no more.</summary>
    /// <param name="isTaken">Which of those files.</param>
    public TestRepository Clone(Func<string, bool>? isTaken = null)
    {
        var clone = new TestRepository { Teacher = Teacher, Options = Options };
        foreach (var path in Files().Where(p => !p.StartsWith("out/", StringComparison.Ordinal) && (isTaken?.Invoke(p) ?? true)))
        {
            clone.folder.Write(path, File.ReadAllBytes(folder[path]));
        }

        return clone;
    }

    /// <summary>The same inputs in another place, as if nothing had ever been built or bought.</summary>
    public TestRepository FromScratch() => Clone(p => !p.EndsWith(".lock", StringComparison.Ordinal) && !p.Contains("/responses/", StringComparison.Ordinal));

    public void Remove(string path)
    {
        if (Directory.Exists(folder[path]))
        {
            Directory.Delete(folder[path], recursive: true);
        }
        else
        {
            File.Delete(folder[path]);
        }
    }

    public void Dispose() => folder.Dispose();

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Select(p => Path.GetRelativePath(folder.Path, p).Replace('\\', '/'))
        .Where(p => !p.StartsWith(".synth/", StringComparison.Ordinal) && !p.EndsWith(".gitignore", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
