using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>The facts of a build's inputs by name, as the lock records them: comparing two says what changed.</summary>
internal static class LockInputs
{
    public static ImmutableSortedDictionary<string, string> Of(DatasetFiles files, SeedSet seeds)
    {
        var definition = files.Definition;
        var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var input in files.Inputs)
        {
            facts[input.Role is InputRole.Definition ? "definition" : $"{Word(input.Role)} {FromDefinition(definition, input.Path)}"] = input.Digest.ToString();
        }

        for (var i = 0; i < seeds.Inputs.Length; i++)
        {
            facts[string.Create(CultureInfo.InvariantCulture, $"seeds {seeds.Inputs[i].Source.Name ?? $"{i + 1}"}")] = seeds.Inputs[i].Digest.ToString();
            if (seeds.Inputs[i].Source.Upstream is { } upstream)
            {
                // The same digest again, but one that says whose rows they are.
                facts[$"upstream {FromDefinition(definition, upstream.Path.Value)}#{upstream.Output?.Value}/{upstream.Split?.Value}"] = seeds.Inputs[i].Digest.ToString();
            }
        }

        if (definition.Cross is { } cross)
        {
            facts["cross"] = CrossText(definition, cross);
        }

        foreach (var step in definition.Steps)
        {
            facts[$"step {step.Name}"] = StepFacts.TextOf(step, definition);
        }

        foreach (var teacher in definition.Teachers)
        {
            facts[$"teacher {teacher.Name.Value}"] = StepFacts.TeacherText(teacher);
            if (teacher.License is { } license)
            {
                facts[$"license {teacher.Name.Value}"] = LicenseText(license);
            }
        }

        foreach (var output in definition.Outputs)
        {
            facts[$"output {output.Name.Value}"] = OutputText.WithPlacement(output);
        }

        facts["responses"] = definition.CommitResponses ? "commit" : "local";
        facts["order"] = seeds.OrderDigest.ToString();
        facts["epochs"] = string.Create(CultureInfo.InvariantCulture, $"lock={Epochs.Lock} stage={Epochs.Stage} block={BlockFormat.Epoch} shard={Shards.ShardEpoch.Current}");
        return facts.ToImmutable();
    }

    /// <summary>The path as it is reached from the definition, so that a dataset's folder can move as a whole.</summary>
    public static string FromDefinition(DatasetDefinition definition, string path) =>
        definition.Folder.Length == 0 ? path
        : path.StartsWith(definition.Folder + "/", StringComparison.Ordinal) ? path[(definition.Folder.Length + 1)..]
        : "/" + path;

    private static string Word(InputRole role) => role switch
    {
        InputRole.Schema => "schema",
        InputRole.Teachers => "teachers",
        _ => "template",
    };

    private static string CrossText(DatasetDefinition definition, CrossDefinition cross) => JsonValue.Canonical(JsonValue.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("sources", string.Join(' ', definition.Sources.Select(s => s.Name)));
        json.WriteString("where", cross.Where?.Text);
        json.WriteNumber("limit", cross.Limit ?? -1);
        json.WriteNumber("sample", cross.Sample ?? -1);
        json.WriteString("group", string.Join('\n', definition.Sources.Where(s => cross.GroupedBy.Contains(s.Name!)).Select(s => $"{s.Name}: {string.Join(' ', s.Group.Select(g => g.Value))}")));
        json.WriteEndObject();
    })).GetRawText();

    private static string LicenseText(TeacherLicense license) => JsonValue.Canonical(JsonValue.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", license.Id);
        json.WriteString("distillation", license.Distillation);
        json.WriteString("url", license.Url);
        json.WriteString("obligations", string.Join("; ", license.Obligations));
        json.WriteEndObject();
    })).GetRawText();
}
