using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Tests.Definition;

/// <summary>Reads definitions as if they lay in <c>data/d.synth.yaml</c> of a repository.</summary>
internal static class Sample
{
    public const string Path = "data/d.synth.yaml";

    /// <summary>What every definition needs, in two lines.</summary>
    public const string Head = "dataset: d\nseeds: { from: a.jsonl }\n";

    /// <summary>A teacher <c>t</c>, in one line.</summary>
    public const string Teacher = "teachers: { t: { provider: openai, model: m } }\n";

    /// <summary>Everything that is built, once.</summary>
    public const string Full = """
        # a comment
        dataset: support-qa
        version: 1.10
        description: |
          Questions and answers
          about manuals
        license: cc-by-4.0
        responses: commit
        budget: { calls: 20000 }

        seeds:
          - from: [docs/**/*.md, ./more.jsonl]
            schema: ../schemas/seed.json
            key: [id, lang]
            group: path
            rename: { first-name: first_name }
            where: seed.lang == "en"
            limit: 10
          - from: extra.csv

        teachers:
          writer:
            provider: openai
            model: llama
            revision: fp8
            send_as: meta/llama
            endpoint: ${SYNTH_ENDPOINT}/v1
            api_key: ${SYNTH_API_KEY}
            headers: { Authorization: "Bearer ${TOKEN}", X-Team: data }
            license: { id: llama3.1, url: "https://example.org/l", distillation: allowed, obligations: ["name begins with Llama"] }
            options: { temperature: 0.8, top_p: 0.9, max_output_tokens: 1024, frequency_penalty: -1, presence_penalty: 0.5, seed: 7, stop: END, extra: { top_k: 50, flags: [true, null] } }
            limits: { concurrency: 64, requests_per_minute: 600, tokens_per_minute: 200000, timeout_seconds: 60 }
            price: { input_per_million: 2.50, output_per_million: 10.00, currency: USD }

        steps:
          - each: audience
            in:
              - { name: new user, how: Assume nothing. }
              - { name: administrator, how: Be brief. }
            weights: [3, 1.5]
            sample: 1
          - generate: draft
            teacher: writer
            prompt: prompts/questions.sbn
            response: schemas/questions.json
            samples: 2
            options: { temperature: 0 }
          - each: item
            in: draft.questions
          - each: view
            in: [item.question, seed.text, audience]
          - filter:
              - item.kind != "spam"
              - long_enough: words(view) > 3
          - filter: seed.lang == "en"
          - map: title
            to: seed.title
          - dedup: [item.question, title]
          - split: { train: 95, test: 5 }

        outputs:
          sft:
            format: chat
            columns:
              id: row.id
              messages: [{ system: audience.how }, { user: item.question }, { assistant: draft.answer }]
            where: item.kind == "how"
            seeds_per_shard: 512
          flat: {}

        gates:
          - rows >= 500
          - rows.test >= 25
          - kept.filter in 40%..95.5%
          - removed.dedup <= 20%
          - quarantined < 2%
        """;

    private static readonly Lazy<RepositoryRoot> Root = new(() => RepositoryRoot.Find(Directory.CreateTempSubdirectory("synth-definition-").FullName));

    /// <summary>Where a text stands in <see cref="Full"/>.</summary>
    public static SourcePlace PlaceOf(string text)
    {
        var at = Full.IndexOf(text, StringComparison.Ordinal);
        return new SourcePlace(Path, Full[..at].Count(c => c == '\n') + 1, at - Full.LastIndexOf('\n', at));
    }

    public static Parsed<DatasetDefinition> Read(string text, Func<Located<string>, string?>? readTeachers = null) => DefinitionReader.Read(Path, text, Root.Value, readTeachers);

    /// <summary>The definition, after asserting that nothing was found.</summary>
    public static DatasetDefinition ReadClean(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Diagnostics.Select(d => $"{d.Kind.Code} {d.Place}: {d.Message}"));
        return Assert.IsType<DatasetDefinition>(read.Value);
    }

    /// <summary>Asserts that exactly the marked findings are there, each at its place, and gives them.</summary>
    public static IReadOnlyList<Diagnostic> AssertFindings(string marked)
    {
        var (text, expected) = Marked.Parse(marked);
        var read = Read(text);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', Marked.Of(read.Diagnostics)));
        Assert.Null(read.Value);
        Assert.All(read.Diagnostics, d => Assert.DoesNotContain(d.Message + d.Hint, char.IsControl));
        return read.Diagnostics;
    }
}
