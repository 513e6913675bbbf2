using System.Text.Json.Nodes;
using SynthTool.Cli.Tests.Crash;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Readme;

/// <summary>The recipe in a repository of its own, with a teacher at hand.</summary>
internal sealed class QuickstartCopy : IAsyncDisposable
{
    private readonly TempRepository repository = new();
    private readonly LoopbackTeacher teacher;

    private QuickstartCopy(LoopbackTeacher teacher)
    {
        this.teacher = teacher;
        var from = Repository.Path("templates/quickstart");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !Path.GetRelativePath(from, f).StartsWith("out", StringComparison.Ordinal)))
        {
            repository.Write(Path.GetRelativePath(from, file).Replace('\\', '/'), File.ReadAllText(file));
        }
    }

    public Tool Tool => new(repository.Folder) { Endpoint = teacher.Endpoint, Variables = new Dictionary<string, string> { ["SYNTH_API_KEY"] = "none" } };

    public int Calls => teacher.Journal.Asked.Count;

    public static async Task<QuickstartCopy> StartAsync() =>
        new(await LoopbackTeacher.StartAsync(new() { Answer = _ => """{"text": "While you wait: about 20 minutes.", "confident": true}""" }));

    public string At(string path) => repository.At(path);

    /// <summary>Puts a word before the end of a seed's question.</summary>
    public void Edit(string seed)
    {
        var path = At("seeds/questions.jsonl");
        var lines = File.ReadAllLines(path);
        var at = Array.FindIndex(lines, l => l.Contains($"\"{seed}\"", StringComparison.Ordinal));
        var record = JsonNode.Parse(lines[at])!;
        record["question"] = record["question"]!.GetValue<string>().TrimEnd('?') + " today?";
        lines[at] = record.ToJsonString();
        File.WriteAllLines(path, lines);
    }

    public async ValueTask DisposeAsync()
    {
        await teacher.DisposeAsync();
        repository.Dispose();
    }
}
