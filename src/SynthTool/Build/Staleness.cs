using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>Says why a dataset and its partitions are stale: by comparing the facts of the last build with today's.</summary>
internal static class Staleness
{
    private static readonly string[] IdentityFields = ["model", "revision", "options"];

    /// <summary>Reasons that concern the dataset as a whole; empty when no fact changed.</summary>
    /// <param name="before">The lock of the last build; null when there is none.</param>
    /// <param name="now">Today's facts.</param>
    /// <param name="seedCount">How many seeds there are now.</param>
    /// <param name="seeds">How they differ from those of the last build; null when its scan is not here.</param>
    public static ImmutableArray<StaleReason> OfDataset(
        DatasetFiles files, LockFile? before, ImmutableSortedDictionary<string, string> now, long seedCount, SeedChanges? seeds, bool force)
    {
        if (force)
        {
            return [new StaleReason("dataset", StaleCode.Forced)];
        }

        if (before is null)
        {
            return [new StaleReason("dataset", StaleCode.NeverBuilt)];
        }

        if (before.Inputs.Count == 0)
        {
            return [new StaleReason("dataset", StaleCode.LockMissing, LockFile.PathFor(files.Definition.Path))];
        }

        var more = seedCount - before.Counts.GetValueOrDefault("seeds");
        var changed = before.Inputs.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(name => before.Inputs.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal);
        var reasons = changed.SelectMany(name => OfFact(files, name, before.Inputs.GetValueOrDefault(name), now.GetValueOrDefault(name), more, seeds)).ToList();
        var gates = files.Definition.Gates.Select(g => g.Text).ToImmutableSortedSet(StringComparer.Ordinal);
        if (!gates.SetEquals(before.Gates))
        {
            reasons.Add(new StaleReason("dataset", StaleCode.GateChanged, files.Definition.Path));
        }

        // A change that none of the facts above shows, such as a comment or a price: only the lock's own line differs.
        if (reasons.Count == 0 && before.Inputs.GetValueOrDefault("definition") != now.GetValueOrDefault("definition"))
        {
            reasons.Add(new StaleReason("dataset", StaleCode.StepChanged, files.Definition.Path, "text of the definition"));
        }
        else if (reasons.Count == 0 && files.Definition.TeachersFile is { } teachers && changed.Any(name => name.StartsWith("teachers ", StringComparison.Ordinal)))
        {
            reasons.Add(new StaleReason("dataset", StaleCode.StepChanged, teachers, "text of the file of teachers"));
        }

        return [.. reasons.Distinct()];
    }

    private static IEnumerable<StaleReason> OfFact(DatasetFiles files, string name, string? was, string? now, long more, SeedChanges? seeds)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        var (kind, subject) = space < 0 ? (name, "") : (name[..space], name[(space + 1)..]);
        return kind switch
        {
            "template" => [new("dataset", StaleCode.TemplateChanged, PlaceOfPart(files.Definition, subject))],
            "schema" => [new("dataset", StaleCode.SchemaChanged, PlaceOfPart(files.Definition, subject))],
            "teacher" => TeacherChanges(files.Definition, subject, was, now),
            "step" => [new("dataset", StaleCode.StepChanged, PlaceOfStep(files.Definition, subject), subject)],
            "output" => [new("dataset", StaleCode.ShardingChanged, files.Definition.Path, subject)],
            "epochs" => [new("dataset", StaleCode.EpochChanged, null, $"{was} → {now}")],
            "order" => seeds is { IsReordered: true, Added: 0, Removed: 0 } ? [new("dataset", StaleCode.SeedsReordered)] : [],
            "seeds" or "cross" => SeedReasons(more, seeds, files.Definition.Sources.Select(s => s.Name).ToList().IndexOf(subject)),
            "upstream" => [new("dataset", StaleCode.UpstreamChanged, Resolve(files.Definition, subject.Split('#')[0]), PartOf(subject))],
            _ => [],
        };
    }

    /// <summary>Which output and split of another dataset a fact is about; null for all of its only output.</summary>
    /// <param name="upstream">Such as <c>/a/a.synth.yaml#sft/train</c>.</param>
    public static string? PartOf(string upstream) =>
        upstream[(upstream.IndexOf('#', StringComparison.Ordinal) + 1)..].Trim('/') is { Length: > 0 } part ? part : null;

    /// <param name="crossed">Which of the crossed sources changed; -1 where none is known.</param>
    private static IEnumerable<StaleReason> SeedReasons(long more, SeedChanges? seeds, int crossed)
    {
        if (seeds is null)
        {
            return [new("dataset", more < 0 ? StaleCode.SeedRemoved : more > 0 ? StaleCode.SeedAdded : StaleCode.SeedChanged)]; // more is not known
        }

        return seeds.First.Select(change => new StaleReason(
            "dataset",
            change.Kind switch
            {
                SeedChangeKind.Added => StaleCode.SeedAdded,
                SeedChangeKind.Removed => StaleCode.SeedRemoved,
                _ => StaleCode.SeedChanged,
            },
            FileAndLine(crossed >= 0 && crossed < change.Records.Length ? change.Records[crossed] : change.Place),
            change.Key));
    }

    private static IEnumerable<StaleReason> TeacherChanges(DatasetDefinition definition, string teacher, string? was, string? now)
    {
        if (was is null || now is null)
        {
            return [new("dataset", StaleCode.TeacherChanged, definition.Path, teacher)];
        }

        var (before, after) = (JsonDocument.Parse(was).RootElement, JsonDocument.Parse(now).RootElement);
        return IdentityFields
            .Select(field => (Field: field, Was: Text(before, field), Now: Text(after, field)))
            .Where(f => f.Was != f.Now)
            .Select(f => new StaleReason("dataset", StaleCode.TeacherChanged, PlaceOfTeacher(definition, teacher), $"{teacher}.{f.Field}: {f.Was} → {f.Now}"));
    }

    private static string Text(JsonElement json, string field) => json.TryGetProperty(field, out var value) ? value.ToString() : "(none)";

    private static string? PlaceOfStep(DatasetDefinition definition, string name) =>
        definition.Steps.FirstOrDefault(s => s.Name == name) is { } step ? FileAndLine(step.Place) : definition.Path;

    private static string PlaceOfTeacher(DatasetDefinition definition, string name) =>
        definition.Teachers.FirstOrDefault(t => t.Name.Value == name) is { } teacher ? FileAndLine(teacher.Name.Place) : definition.Path;

    /// <summary>The file, or where the definition holds the part itself.</summary>
    private static string PlaceOfPart(DatasetDefinition definition, string written)
    {
        var path = Resolve(definition, written);
        if (!path.StartsWith(definition.Path + "#", StringComparison.Ordinal))
        {
            return path;
        }

        var parts = definition.Steps.OfType<GenerateDefinition>().SelectMany(g => new[] { g.Prompt, g.Response }).Concat(definition.Sources.Select(s => s.Schema));
        return parts.FirstOrDefault(p => p?.Path == path) is { } part ? FileAndLine(part.Place) : definition.Path;
    }

    private static string Resolve(DatasetDefinition definition, string written) => written.StartsWith('/')
        ? written[1..]
        : definition.Folder.Length == 0 ? written : $"{definition.Folder}/{written}";

    public static string FileAndLine(SourcePlace place) => place.Line == 0 ? place.Path : FormattableString.Invariant($"{place.Path}:{place.Line}");
}
