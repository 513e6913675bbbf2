using SynthTool.Build;
using SynthTool.Files;
using SynthTool.Generation;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Benchmarks.Data;

/// <summary>Answers every request that a dataset has, through the store's own door: the keys are those of the requests that a build renders.</summary>
internal static class StoredAnswers
{
    private const int Batch = 1000;

    public static async Task FillAsync(BenchDataset dataset, CancellationToken ct)
    {
        await using var session = new BuildSession(WorkspaceOf(dataset.Root), BenchDataset.Definition, new BuildOptions { Jobs = 2, Offline = true }, NoListener.Instance);
        await session.OpenAsync(ct);
        var generate = (GenerateStep)((Stage.Rows)session.Replay[0]).Steps[0];
        var answers = new List<KeyValuePair<ContentHash, Answer>>(Batch);
        var number = 0L;
        foreach (var seed in session.Seeds.Partitions.SelectMany(session.Seeds.Read))
        {
            answers.Add(AnswerTo(generate, seed, dataset.AnswerText(number)));
            if (number++ == dataset.Edited)
            {
                answers.Add(AnswerTo(generate, Edited(seed, dataset.SeedText(dataset.Edited, 1)), dataset.AnswerText(dataset.Edited, 1)));
            }

            if (answers.Count >= Batch)
            {
                await session.Store.Local.PutAsync(answers, ct);
                answers.Clear();
            }
        }

        await session.Store.Local.PutAsync(answers, ct);
    }

    public static Workspace WorkspaceOf(string root, string? endpoint = null) => new(
        RepositoryRoot.Find(root), "bench", TimeProvider.System, name => name == "SYNTH_ENDPOINT" ? endpoint : null, () => 0.5,
        FormattableString.Invariant($"benchmark {Environment.ProcessId}"));

    private static KeyValuePair<ContentHash, Answer> AnswerTo(GenerateStep generate, Seed seed, string text) =>
        new(generate.Request(new Row(seed.Key, seed), sample: 0).Key, new Answer(text) { Usage = new TokenUsage(250, text.Length / 4) });

    private static Seed Edited(Seed seed, string text) => seed with
    {
        Value = Formats.JsonValue.Written(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", seed.Key);
            json.WriteString("text", text);
            json.WriteEndObject();
        }),
    };
}
