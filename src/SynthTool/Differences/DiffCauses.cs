using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Differences;

/// <summary>Says which input made two states of a dataset differ, with the codes of staleness, from what their locks record.</summary>
internal static class DiffCauses
{
    private static readonly string[] IdentityFields = ["model", "revision", "options"];

    /// <param name="definition">The definition's repository path.</param>
    /// <param name="seedFiles">The files of seeds that differ; empty when that is not known.</param>
    public static ImmutableArray<StaleReason> Between(string definition, SideFacts from, SideFacts to, IReadOnlyList<string> seedFiles)
    {
        var more = to.Counts.GetValueOrDefault("seeds") - from.Counts.GetValueOrDefault("seeds");
        var changed = from.Inputs.Keys.Union(to.Inputs.Keys, StringComparer.Ordinal)
            .Where(name => from.Inputs.GetValueOrDefault(name) != to.Inputs.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .ToList();
        var reasons = changed.SelectMany(name => OfFact(definition, name, from.Inputs.GetValueOrDefault(name), to.Inputs.GetValueOrDefault(name), more, seedFiles)).ToList();
        if (changed.Contains("order") && !changed.Any(c => c.StartsWith("seeds ", StringComparison.Ordinal)))
        {
            reasons.Add(new StaleReason("dataset", StaleCode.SeedsReordered));
        }

        if (!from.Gates.SetEquals(to.Gates))
        {
            reasons.Add(new StaleReason("dataset", StaleCode.GateChanged, definition));
        }

        if (reasons.Count == 0 && changed.Contains("definition"))
        {
            reasons.Add(new StaleReason("dataset", StaleCode.StepChanged, definition, "text of the definition"));
        }

        return [.. reasons.Distinct()];
    }

    private static IEnumerable<StaleReason> OfFact(string definition, string name, string? was, string? now, long more, IReadOnlyList<string> seedFiles)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        var (kind, subject) = space < 0 ? (name, "") : (name[..space], name[(space + 1)..]);
        return kind switch
        {
            "template" => [new("dataset", StaleCode.TemplateChanged, FileOf(definition, subject))],
            "schema" => [new("dataset", StaleCode.SchemaChanged, FileOf(definition, subject))],
            "teacher" => TeacherChanges(definition, subject, was, now),
            "step" => [new("dataset", StaleCode.StepChanged, definition, subject)],
            "output" => [new("dataset", StaleCode.ShardingChanged, definition, subject)],
            "epochs" => [new("dataset", StaleCode.EpochChanged, null, $"{was ?? "(none)"} → {now ?? "(none)"}")],
            "seeds" => Seeds(more, seedFiles),
            "upstream" => [new("dataset", StaleCode.UpstreamChanged, FileOf(definition, subject.Split('#')[0]), Staleness.PartOf(subject))],
            _ => [],
        };
    }

    private static IEnumerable<StaleReason> Seeds(long more, IReadOnlyList<string> files)
    {
        var code = more > 0 ? StaleCode.SeedAdded : more < 0 ? StaleCode.SeedRemoved : StaleCode.SeedChanged;
        return files.Count == 0 ? [new("dataset", code)] : files.Select(f => new StaleReason("dataset", code, f));
    }

    private static IEnumerable<StaleReason> TeacherChanges(string definition, string teacher, string? was, string? now)
    {
        if (Parsed(was) is not { } before || Parsed(now) is not { } after)
        {
            return [new("dataset", StaleCode.TeacherChanged, definition, teacher)];
        }

        return IdentityFields
            .Select(field => (Field: field, Was: Text(before, field), Now: Text(after, field)))
            .Where(f => f.Was != f.Now)
            .Select(f => new StaleReason("dataset", StaleCode.TeacherChanged, definition, $"{teacher}.{f.Field}: {f.Was} → {f.Now}"));
    }

    // A lock may have been written by anybody.
    private static JsonElement? Parsed(string? json)
    {
        try
        {
            return json is null ? null : JsonDocument.Parse(json).RootElement is { ValueKind: JsonValueKind.Object } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string field) => json.TryGetProperty(field, out var value) ? value.ToString() : "(none)";

    /// <summary>The repository path of what the lock names as it is reached from the definition; a part of the definition itself is the definition's.</summary>
    private static string FileOf(string definition, string written)
    {
        var folder = definition[..(definition.LastIndexOf('/') + 1)];
        var path = written.StartsWith('/') ? written[1..] : folder + written;
        return path.StartsWith(definition + "#", StringComparison.Ordinal) ? definition : path;
    }
}
