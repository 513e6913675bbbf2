using System.Text.Json;
using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class RenderVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "render",
        "Show the prompts that a build would send. Asks nobody.",
        [
            "dotnet synth render --seeds 1                       # the first seed's prompts",
            "dotnet synth render support-qa --row c-17 --step draft",
            "dotnet synth render --requests > requests.jsonl     # what has no answer; add \"text\" and give it to: store import",
        ],
        [Datasets, CliOptions.Requests, CliOptions.Step, CliOptions.Row, CliOptions.Seeds, CliOptions.Jobs])
    {
        RunAsync = RunAsync,
    };

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var options = new RenderOptions
        {
            Step = session.Parsed.GetValue(CliOptions.Step),
            Row = session.Parsed.GetValue(CliOptions.Row),
            Seeds = session.Parsed.GetValue(CliOptions.Seeds),
            MissingOnly = session.Parsed.GetValue(CliOptions.Requests),
            Jobs = session.Jobs,
        };
        return await EachDataset.RunAsync(session, session.Parsed.GetValue(Datasets), (workspace, definition) => OneAsync(session, workspace, definition, options, ct), ct);
    }

    private static async Task<Told> OneAsync(Session session, Workspace workspace, string definition, RenderOptions options, CancellationToken ct)
    {
        var kept = new List<RenderedRequest>();
        var outcome = await session.Engine.Render(workspace, definition, options, SinkFor(session, options, kept), ct);
        return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
        {
            Talk = [RenderReport.Summary(outcome, options.MissingOnly)],
            Json = json => Write(json, outcome, kept),
        };
    }

    // Lines and text leave at once, so that a million requests need no memory; the one JSON object is made of what was kept.
    private static Action<RenderedRequest> SinkFor(Session session, RenderOptions options, List<RenderedRequest> kept) => (session.Json, options.MissingOnly) switch
    {
        (true, _) => kept.Add,
        (_, true) => request => session.Data(RenderJson.Line(request)),
        _ => request => session.Answer(RenderReport.Lines(request)),
    };

    private static void Write(Utf8JsonWriter json, RenderOutcome outcome, List<RenderedRequest> requests)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteStartArray("requests");
        foreach (var request in requests)
        {
            RenderJson.Write(json, request, withAnswered: true);
        }

        json.WriteEndArray();
    }
}
