using System.Text;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Records;
using SynthTool.Seeds;

namespace SynthTool.Drafts;

/// <summary>Makes a schema, a prompt and a definition for seeds that somebody has. Writes nothing.</summary>
internal static class DatasetDraft
{
    public const string PromptPath = "prompts/answer.sbn";
    private const string SchemaPath = "schemas/seed.schema.json";

    /// <param name="from">The seeds: a full path or pattern.</param>
    /// <param name="folder">The dataset's folder, as a full path; need not be there yet.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <exception cref="FileFailure">The disk failed while reading.</exception>
    public static DraftOutcome Make(string from, string folder, string dataset, SeedScanOptions options, CancellationToken ct)
    {
        var findings = new Findings();
        if (DraftSeeds.Find(from, folder, findings) is not { } source)
        {
            return new DraftOutcome(findings.ToSorted());
        }

        var place = new SourcePlace(source.RepoPath);
        var seeds = SeedScan.Run(source.Root, [new SourceDefinition { Place = place, From = [new(source.RepoPath, place)] }], options, ct);
        findings.AddRange(seeds.Findings.Select(source.Shown));
        if (!findings.HasErrors && seeds.Count == 0)
        {
            findings.Add(DraftsDiagnostics.NoSeeds, source.Shown(place), "The seeds hold no record", "a schema is inferred from at least one");
        }

        return findings.HasErrors ? new DraftOutcome(findings.ToSorted()) : Of(source, dataset, seeds, findings, ct);
    }

    private static DraftOutcome Of(DraftSeeds source, string dataset, SeedSet seeds, Findings findings, CancellationToken ct)
    {
        var files = seeds.Inputs.SelectMany(i => i.Files).Select(f => f.Path).ToList();
        var formats = files.Select(f => RecordFormats.Of(f, out _)).OfType<RecordFormat>().ToList();
        var areDocuments = formats.Any(f => f.IsDocument());
        var repeat = seeds.Findings.Any(f => f.Kind == SeedsDiagnostics.EqualRecords);
        var survey = SeedSurvey.Of(seeds, formats.All(f => f.HasHeader()), !areDocuments && !repeat, ct);
        var hint = areDocuments ? "a document is known by its text"
            : repeat ? "some records are equal, so no field identifies them"
            : "no field that looks like an identifier differs in all records: they are known by their content";
        return new DraftOutcome(findings.ToSorted())
        {
            Files =
            [
                .. new[]
                {
                    Text($"{dataset}.synth.yaml", DraftDefinition.Write(dataset, source.Written, survey, hint)),
                    Text(PromptPath, DraftPrompt.Write(survey, areDocuments)),
                    new DraftFile(SchemaPath, DraftSchema.Write(survey)),
                }.Concat(source.Copies(files)).OrderBy(f => f.Path, StringComparer.Ordinal),
            ],
            Records = survey.Records,
            Key = survey.Key?.Name,
            From = source.Written,
        };
    }

    private static DraftFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
