using System.Text;
using SynthTool.Formats;

namespace SynthTool.Drafts;

/// <summary>A first prompt template, which shows the fields of a seed to the teacher.</summary>
internal static class DraftPrompt
{
    private const int MostFields = 24;
    private const int LongestName = 200;

    /// <param name="areDocuments">Whether the seeds are texts: their paths are left out, so that moving one costs no call.</param>
    public static string Write(SeedSurvey survey, bool areDocuments)
    {
        var shown = survey.Fields.Where(f => f != survey.Key && !(areDocuments && f.Name == "path") && f.IsReadable && f.Name.Length <= LongestName).ToList();
        var text = new StringBuilder()
            .Append("{{~ # Edit this file: `dotnet synth render --seeds 1` shows what the teacher is sent. ~}}\n")
            .Append("system:\n")
            .Append("You write one entry of a training dataset. Say here what a good answer is, and what it must not do.\n")
            .Append("\nuser:\n");
        foreach (var field in shown.Take(MostFields))
        {
            Append(text, field);
        }

        if (shown.Count > MostFields)
        {
            text.Append("{{ # The other fields: ").AppendJoin(", ", shown.Skip(MostFields).Take(MostFields).Select(f => DraftText.Label(f.Name))).Append(" … }}\n");
        }
        else if (shown.Count == 0)
        {
            text.Append(survey.Key is { } key ? $"- {DraftText.Label(key.Name)}: {{{{ {DraftText.Reading(key.Name)} }}}}\n" : survey.Fields.IsEmpty ? "{{ json seed }}\n" : "The seed has no field that a prompt can show.\n");
        }

        return text.Append("\nWrite the answer.\n").ToString();
    }

    private static void Append(StringBuilder text, SurveyedField field)
    {
        var (label, reading) = (DraftText.Label(field.Name), DraftText.Reading(field.Name));
        _ = field.Shape switch
        {
            // A fence keeps what a document says apart from what the prompt says.
            { Kind: ShapeKind.String, Nullable: false } when field.IsLong => text.Append($"- {label}:\n{{{{ fence {reading} }}}}\n"),
            { Kind: ShapeKind.String or ShapeKind.Integer or ShapeKind.Number or ShapeKind.Boolean } => text.Append($"- {label}: {{{{ {reading} }}}}\n"),
            _ => text.Append($"- {label}: {{{{ json {reading} }}}}\n"),
        };
    }
}
