using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Definition;
using SynthTool.Expressions;
using SynthTool.Formats;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>What a step's work depends on besides rows and answers: the parts of its digest.</summary>
internal static class StepFacts
{
    /// <summary>The digest of everything that the step's work depends on.</summary>
    /// <param name="names">The names before the step.</param>
    public static ContentHash DigestOf(StepDefinition step, DatasetFiles files, NameShapes names)
    {
        using var hasher = new ContentHasher();
        hasher.Add(TextOf(step, files.Definition));
        if (step is GenerateDefinition generate)
        {
            hasher.Add(TeacherText(files.Definition.Teachers.First(t => t.Name.Value == generate.Teacher.Value)));
            TemplateFiles(files, generate.Prompt.Path).ForEach(path => hasher.Add(LockInputs.FromDefinition(files.Definition, path)).Add(files.DigestOf(path)));
            hasher.Add(generate.Response is { } schema ? files.DigestOf(schema.Path).ToString() : "");
        }

        // A value that is used as a whole shows the nulls that its declared fields bring; one that is used by its members does not.
        foreach (var root in NamesOf(step, files).Where(n => n.Parts.Length == 1 && names.Roots.ContainsKey(n.Root)).Select(n => n.Root).Distinct().Order(StringComparer.Ordinal))
        {
            hasher.Add(root).Add(names.Roots[root].ToText());
        }

        return hasher.Finish();
    }

    /// <summary>The step as its definition says it, without templates, schemas and the teacher's identity: one line of canonical JSON.</summary>
    public static string TextOf(StepDefinition step, DatasetDefinition definition) => JsonValue.Canonical(JsonValue.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", step.Kind);
        json.WriteString("name", step.Name);
        switch (step)
        {
            case EachDefinition each:
                json.WriteString("list", each.List?.Text);
                json.WriteString("columns", string.Join('\n', each.Columns.Select(c => c.Text)));
                json.WriteStartArray("values");
                each.Values.ToList().ForEach(v => v.WriteTo(json));
                json.WriteEndArray();
                json.WriteString("weights", string.Join(' ', each.Weights.Select(w => w.ToString(CultureInfo.InvariantCulture))));
                json.WriteNumber("sample", each.Sample ?? -1);
                break;
            case GenerateDefinition generate:
                json.WriteString("teacher", generate.Teacher.Value);
                json.WriteString("prompt", LockInputs.FromDefinition(definition, generate.Prompt.Path));
                json.WriteString("response", generate.Response is { } response ? LockInputs.FromDefinition(definition, response.Path) : null);
                json.WriteNumber("samples", generate.Samples);
                json.WriteString("options", OptionsText(generate.Options));
                break;
            case FilterDefinition filter:
                json.WriteString("conditions", string.Join('\n', filter.Conditions.Select(c => $"{c.Reason}\t{c.Expression.Text}")));
                break;
            case MapDefinition map:
                json.WriteString("to", map.To.Text);
                break;
            case DedupDefinition dedup:
                json.WriteString("columns", string.Join('\n', dedup.Columns.Select(c => c.Text)));
                break;
            case SplitDefinition split:
                json.WriteString("shares", string.Join(' ', split.Shares.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Split}={s.Percent}"))));
                break;
            default:
                throw new InvalidOperationException($"The step {step.Kind} has no facts.");
        }

        json.WriteEndObject();
    })).GetRawText();

    /// <summary>A teacher's identity as canonical JSON: what its answers depend on.</summary>
    public static string TeacherText(TeacherDefinition teacher) => JsonValue.Canonical(JsonValue.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", teacher.Model);
        if (teacher.Revision is { } revision)
        {
            json.WriteString("revision", revision);
        }

        json.WriteString("options", OptionsText(teacher.Options));
        json.WriteEndObject();
    })).GetRawText();

    /// <summary>The template and all files that its includes may reach.</summary>
    public static List<string> TemplateFiles(DatasetFiles files, string template)
    {
        var parsed = files.Templates[template];
        return parsed.HasDynamicInclude
            ? [.. files.Inputs.Where(i => i.Role is InputRole.Template && (i.Stamp is not null || i.Path == template)).Select(i => i.Path)]
            : [template, .. parsed.Includes];
    }

    /// <summary>The seed fields that any expression or prompt reads, or null when one reads the seed as a whole. Of crossed sources: <c>name.field</c>, or <c>name</c> where one reads the record as a whole.</summary>
    public static ImmutableSortedSet<string>? SeedFields(DatasetFiles files)
    {
        var definition = files.Definition;
        var used = definition.Steps.SelectMany(s => NamesOf(s, files))
            .Concat((definition.Cross is null ? definition.Sources : []).Select(s => s.Where).OfType<Expression>().SelectMany(w => w.Names))
            .Concat(definition.Outputs.SelectMany(o => o.Columns.SelectMany(c => c.Turns.Select(t => t.Text).Append(c.Value)).Append(o.Where)).OfType<Expression>().SelectMany(e => e.Names))
            .Concat(definition.Cross?.Where?.Names ?? [])
            .Where(n => n.Root == "seed")
            .ToList();
        if (definition.Cross is not null)
        {
            return used.Any(n => n.Parts.Length == 1) ? null : used.Select(n => string.Join('.', n.Parts.Skip(1).Take(2))).ToImmutableSortedSet(StringComparer.Ordinal);
        }

        return used.Any(n => n.Parts.Length == 1)
            ? null
            : used.Select(n => n.Parts[1])
                .Concat(definition.Sources.SelectMany(s => s.Key.Concat(s.Group)).Select(f => f.Value))
                .ToImmutableSortedSet(StringComparer.Ordinal);
    }

    private static IEnumerable<NamePath> NamesOf(StepDefinition step, DatasetFiles files) => step switch
    {
        EachDefinition each => each.Columns.Append(each.List).OfType<Expression>().SelectMany(e => e.Names),
        GenerateDefinition generate => files.Templates[generate.Prompt.Path].Names,
        FilterDefinition filter => filter.Conditions.SelectMany(c => c.Expression.Names),
        MapDefinition map => map.To.Names,
        DedupDefinition dedup => dedup.Columns.SelectMany(c => c.Names),
        _ => [],
    };

    private static string OptionsText(ModelOptions options) => RequestKey.OptionsText(options);
}
