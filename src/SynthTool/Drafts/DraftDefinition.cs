using System.Text;
using SynthTool.Formats;

namespace SynthTool.Drafts;

/// <summary>A first definition: the seeds, one teacher, one step that asks it, one table.</summary>
internal static class DraftDefinition
{
    private const int MostColumns = 24;
    private const string Answer = "answer";

    /// <param name="from">As the definition names the seeds.</param>
    /// <param name="keyHint">Why there is no key, when there is none.</param>
    public static string Write(string dataset, string from, SeedSurvey survey, string keyHint)
    {
        var text = new StringBuilder()
            .Append("# A first definition, made from the seeds: everything in it is yours to change.\n")
            .Append($"dataset: {DraftText.Yaml(dataset)}\n")
            .Append("version: 0.1.0\n")
            .Append("# responses: commit            # keeps the answers in use beside this file, for git: whoever clones builds without a teacher\n")
            .Append("# budget: { calls: 100 }        # what a build may buy without asking; without it a build asks first\n")
            .Append("\nseeds:\n")
            .Append($"  from: {DraftText.Yaml(from)}\n")
            .Append("  schema: schemas/seed.schema.json\n")
            .Append(survey.Key is { } key ? $"  key: {DraftText.Yaml(key.Name)}\n" : $"  # key: …                      # {keyHint}\n")
            .Append("""

                teachers:
                  writer:
                    provider: openai            # any server that speaks OpenAI's protocol
                    model: your-model           # the model's own name: answers are kept under it
                    endpoint: ${SYNTH_ENDPOINT}
                    api_key: ${SYNTH_API_KEY}
                    options: { temperature: 0.7, max_output_tokens: 1024 }

                steps:
                  - generate: answer
                    teacher: writer
                    prompt: prompts/answer.sbn
                    response: { text: string }

                outputs:
                  main:
                    columns:
                      id: row.id

                """.ReplaceLineEndings("\n"));
        foreach (var (column, field) in Columns(survey))
        {
            text.Append($"      {DraftText.Yaml(column)}: {Expression(field.Name)}\n");
        }

        return text.Append($"      {Answer}: {Answer}.text\n").ToString();
    }

    private static IEnumerable<(string Column, SurveyedField Field)> Columns(SeedSurvey survey)
    {
        var taken = new HashSet<string>(["id", Answer], StringComparer.OrdinalIgnoreCase);
        foreach (var field in survey.Fields.Where(f => f != survey.Key && IsColumn(f.Shape)).Take(MostColumns))
        {
            var name = DraftText.Column(field.Name);
            var free = name;
            for (var i = 2; !taken.Add(free); i++)
            {
                free = FormattableString.Invariant($"{name}_{i}");
            }

            yield return (free, field);
        }
    }

    private static bool IsColumn(Shape shape) => shape.Kind is ShapeKind.String or ShapeKind.Integer or ShapeKind.Number or ShapeKind.Boolean;

    private static string Expression(string field)
    {
        var reading = DraftText.Reading(field);
        return reading.Contains('[', StringComparison.Ordinal) ? Shards.YamlText.Quote(reading) : reading;
    }
}
