using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Seeds;

namespace SynthTool.Drafts;

/// <summary>What the records of a source have in common, as far as a first schema should say it.</summary>
/// <param name="Fields">In ordinal order of their names; empty when the records are maps of too many names.</param>
/// <param name="Key">The field that identifies a record; null when none does.</param>
internal sealed record SeedSurvey(long Records, ImmutableArray<SurveyedField> Fields, SurveyedField? Key)
{
    /// <param name="hasCells">Whether every value is a CSV cell, whose type follows from what is written in it.</param>
    /// <param name="mayHaveKey">Whether a field can identify the records; false for documents, and where records repeat.</param>
    public static SeedSurvey Of(SeedSet seeds, bool hasCells, bool mayHaveKey, CancellationToken ct)
    {
        var fields = new SortedDictionary<string, FieldFacts>(StringComparer.Ordinal);
        var records = 0L;
        foreach (var partition in seeds.Partitions)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var seed in seeds.Read(partition))
            {
                Add(fields, seed.Value, mayHaveKey);
                records++;
            }
        }

        ImmutableArray<SurveyedField> all = fields.Count > ShapeMerge.MostFields ? [] : [.. fields.Select(f => f.Value.ToField(records, hasCells))];
        return new SeedSurvey(records, all, all.Where(f => f.IsKey).MinBy(f => KeyNames.RankOf(f.Name)));
    }

    private static void Add(SortedDictionary<string, FieldFacts> fields, JsonElement record, bool mayHaveKey)
    {
        foreach (var member in record.EnumerateObject())
        {
            if (!fields.TryGetValue(member.Name, out var facts))
            {
                if (fields.Count > ShapeMerge.MostFields)
                {
                    continue;
                }

                fields.Add(member.Name, facts = new FieldFacts(member.Name, mayHaveKey));
            }

            facts.Add(record, member.Value);
        }
    }
}
