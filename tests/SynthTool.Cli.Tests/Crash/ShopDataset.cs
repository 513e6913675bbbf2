using System.Globalization;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>A dataset of some hundred seeds in a repository: several partitions, two steps that ask, two splits in several shards.</summary>
internal sealed class ShopDataset : IDisposable
{
    public const int Concurrency = 8;

    private readonly TempRepository repository;

    public ShopDataset(int seeds = 300, bool git = true)
    {
        Seeds = seeds;
        repository = new TempRepository(git);
        Define();
        WriteSeeds("");
        Prompt("draft", "Write an answer to: {{ seed.question }}");
        Prompt("title", "Write a title for: {{ draft }}");
        repository.Write("schemas/title.schema.json", """{"type":"object","properties":{"title":{"type":"string","minLength":3},"rank":{"type":"integer","minimum":1}},"required":["title","rank"]}""");
        repository.Write(".gitignore", "out/\n.synth/\n");
        repository.Write(".gitattributes", "responses/*.jsonl merge=union\n");
    }

    public int Seeds { get; }

    public string Folder => repository.Folder;

    public Tool Tool => new(Folder);

    public string At(string path) => repository.At(path);

    public void Write(string path, string text) => repository.Write(path, text);

    /// <summary>Writes the definition.</summary>
    /// <param name="samples">Of the first step that asks.</param>
    /// <param name="more">Further keys of the definition.</param>
    public void Define(int samples = 1, string more = "") => repository.Write("shop.synth.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
        dataset: shop
        responses: commit
        seeds: { from: seeds/*.jsonl, key: id }
        teachers:
          writer: { provider: openai, model: loopback, endpoint: "${SYNTH_ENDPOINT}", limits: { concurrency: {{Concurrency}} } }
        steps:
          - { generate: draft, teacher: writer, prompt: prompts/draft.sbn, samples: {{samples}} }
          - { generate: title, teacher: writer, prompt: prompts/title.sbn, response: schemas/title.schema.json }
          - { dedup: draft }
          - { split: { train: 80, test: 20 } }
        outputs:
          sft: { format: table, seeds_per_shard: 128, columns: { id: row.id, question: seed.question, draft: draft, title: title.title } }
        {{more}}

        """));

    public void Prompt(string step, string text) => repository.Write($"prompts/{step}.sbn", $"system:\nBe brief.\nuser:\n{text}\n");

    /// <summary>Writes the seeds, in two files.</summary>
    /// <param name="note">Part of the text of every seed.</param>
    /// <param name="edited">Seeds with another text, by number.</param>
    public void WriteSeeds(string note, params ReadOnlySpan<int> edited)
    {
        var lines = new List<string>();
        for (var i = 0; i < Seeds; i++)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"s-{i:0000}\",\"question\":\"What does button {i} do{note}{(edited.Contains(i) ? ", really" : "")}?\"}}\n"));
        }

        repository.Write("seeds/a.jsonl", string.Concat(lines.Take(Seeds / 2)));
        repository.Write("seeds/b.jsonl", string.Concat(lines.Skip(Seeds / 2)));
    }

    public void Dispose() => repository.Dispose();
}
