using System.Text;
using SynthTool.Build;
using SynthTool.Exports;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class ExportVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "export",
        "Hand built rows on as JSON Lines, CSV, OpenAI's fine-tuning form or a Hugging Face folder.",
        [
            "dotnet synth export support-qa -o exported                       # exported/sft/train.jsonl …",
            "dotnet synth export support-qa --format openai-jsonl --only sft/train -o - > train.jsonl",
            "dotnet synth export support-qa --format hf -o ../support-qa-hub",
        ],
        [Datasets, CliOptions.ExportForm, CliOptions.ExportTo, CliOptions.Only])
    {
        RunAsync = RunAsync,
    };

    private static Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var arguments = session.Parsed.GetValue(Datasets);
        var to = session.Parsed.GetValue(CliOptions.ExportTo)!;
        var format = CliOptions.ExportFormOf(session.Parsed);
        var several = session.Targets(arguments).Targets.Length > 1;
        if (to == "-" && (several || session.Json || format is ExportFormat.HuggingFace))
        {
            return Task.FromResult(session.Usage(UsageMistakes.Mistake("-o - takes the rows of one dataset as text, without --json", "write into a folder instead")));
        }

        Action<ReadOnlySpan<byte>>? sink = to == "-" ? lines => session.Surroundings.Out.Write(Encoding.UTF8.GetString(lines)) : null;
        return EachDataset.RunAsync(
            session,
            arguments,
            (workspace, definition) =>
            {
                var options = new ExportOptions(format, Path.GetFullPath(to, session.Surroundings.Folder), several, session.Parsed.GetValue(CliOptions.Only), sink);
                var outcome = session.Engine.Export(workspace, definition, options, ct);
                return Task.FromResult(new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
                {
                    Talk = ExportReport.Lines(outcome, several ? $"{to}/{outcome.Dataset}" : to),
                    Json = json => ExportReport.Write(json, outcome),
                });
            },
            ct);
    }
}
