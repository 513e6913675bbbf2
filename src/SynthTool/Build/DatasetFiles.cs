using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Schemas;
using SynthTool.Prompts;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>A definition with the templates and schemas that it names: everything of a dataset but seeds and answers.</summary>
internal sealed record DatasetFiles
{
    public required DatasetDefinition Definition { get; init; }

    /// <summary>By <see cref="DefinitionPart.Path"/>.</summary>
    public required ImmutableSortedDictionary<string, PromptTemplate> Templates { get; init; }

    /// <summary>By <see cref="DefinitionPart.Path"/>.</summary>
    public required ImmutableSortedDictionary<string, ResponseSchema> Schemas { get; init; }

    /// <summary>Every file that was read, the definition first, as inputs of the build.</summary>
    public required ImmutableArray<InputFile> Inputs { get; init; }

    /// <summary>The digest of an input, with <c>\n</c> line ends.</summary>
    public ContentHash DigestOf(string path) => Inputs.First(i => i.Path == path).Digest;
}

/// <summary>The part that a file has in a dataset.</summary>
internal enum InputRole
{
    Definition,
    Schema,
    Template,
    Teachers,
}

/// <summary>A file that a build reads, or a part of the definition that stands for one.</summary>
/// <param name="Path">See <see cref="DefinitionPart.Path"/>.</param>
/// <param name="Digest">Of its text with <c>\n</c> line ends and without byte order mark, so that a Windows checkout is the same.</param>
/// <param name="Stamp">Taken before reading; null for a template or schema that the definition holds itself.</param>
internal sealed record InputFile(string Path, InputRole Role, ContentHash Digest, FileStamp? Stamp);

/// <summary>Reads a definition and what it names; all errors of all files at once.</summary>
internal sealed class DatasetLoader
{
    /// <summary>The most that a definition, template or schema may hold.</summary>
    public const int MaxTextBytes = 1024 * 1024;

    private readonly RepositoryRoot root;
    private readonly Findings findings;
    private readonly Action<string>? provide;
    private readonly Dictionary<string, (string? Text, InputFile? Input)> read = new(StringComparer.Ordinal);

    private DatasetLoader(RepositoryRoot root, Findings findings, Action<string>? provide)
    {
        this.root = root;
        this.findings = findings;
        this.provide = provide;
    }

    /// <summary>The files, or null when the definition has errors; findings are added in any case.</summary>
    /// <param name="provide">Told of each path before it is read, and may put the file there.</param>
    public static DatasetFiles? Load(RepositoryRoot root, string definition, Findings findings, Action<string>? provide = null) =>
        new DatasetLoader(root, findings, provide).Load(definition);

    /// <summary>The same dataset with another template in the place of a step's own, or null when that has errors.</summary>
    public static DatasetFiles? WithPrompt(RepositoryRoot root, DatasetFiles files, GenerateDefinition step, string template, Findings findings)
    {
        var loader = new DatasetLoader(root, findings, null);
        var other = files.Definition with
        {
            Steps = [.. files.Definition.Steps.Select(s => s == step ? step with { Prompt = new DefinitionPart(template, step.Place) } : s)],
        };
        var templates = loader.TemplatesOf(other with { Steps = [.. other.Steps.Where(s => s is GenerateDefinition g && g.Prompt.Path == template)] });
        return findings.HasErrors ? null : files with
        {
            Definition = other,
            Templates = files.Templates.SetItems(templates),
            Inputs = [.. files.Inputs.Concat(loader.read.Values.Select(r => r.Input).OfType<InputFile>()).DistinctBy(i => i.Path, StringComparer.Ordinal)],
        };
    }

    private DatasetFiles? Load(string path)
    {
        if (Text(path, InputRole.Definition, null) is not { } text)
        {
            return null;
        }

        var parsed = DefinitionReader.Read(path, text, root, file => Text(file.Value, InputRole.Teachers, file.Place));
        findings.AddRange(parsed.Diagnostics);
        if (parsed.Value is not { } definition)
        {
            return null;
        }

        var schemas = SchemasOf(definition);
        var templates = TemplatesOf(definition);
        return findings.HasErrors
            ? null
            : new DatasetFiles
            {
                Definition = definition,
                Templates = templates,
                Schemas = schemas,
                Inputs = [.. read.Values.Select(r => r.Input).OfType<InputFile>().OrderBy(i => i.Role).ThenBy(i => i.Path, StringComparer.Ordinal)],
            };
    }

    private ImmutableSortedDictionary<string, ResponseSchema> SchemasOf(DatasetDefinition definition)
    {
        var named = definition.Sources.Select(s => s.Schema).Concat(definition.Steps.OfType<GenerateDefinition>().Select(g => g.Response)).OfType<DefinitionPart>();
        var schemas = ImmutableSortedDictionary.CreateBuilder<string, ResponseSchema>(StringComparer.Ordinal);
        foreach (var schema in named.DistinctBy(s => s.Path, StringComparer.Ordinal))
        {
            if (Text(schema, InputRole.Schema) is { } text && SchemaOf(schema, text) is { } compiled)
            {
                schemas.Add(schema.Path, compiled);
            }
        }

        return schemas.ToImmutable();
    }

    private ResponseSchema? SchemaOf(DefinitionPart part, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var parsed = JsonSchema.Parse(bytes, part.Path);
        findings.AddRange(parsed.Diagnostics.Select(d => part.Inline is null ? d : d with { Place = part.Place }));
        return parsed is { Value: { } schema, HasErrors: false }
            ? new ResponseSchema(part.Path, JsonDocument.Parse(bytes).RootElement, schema)
            : null;
    }

    private ImmutableSortedDictionary<string, PromptTemplate> TemplatesOf(DatasetDefinition definition)
    {
        var templates = ImmutableSortedDictionary.CreateBuilder<string, PromptTemplate>(StringComparer.Ordinal);
        foreach (var prompt in definition.Steps.OfType<GenerateDefinition>().Select(g => g.Prompt).DistinctBy(p => p.Path, StringComparer.Ordinal))
        {
            if (Text(prompt, InputRole.Template) is not { } text)
            {
                continue;
            }

            var folder = Folder(prompt.Path);
            var parsed = PromptTemplate.Parse(prompt.Path, text, include => root.StaysInside(include) ? Text(include, InputRole.Template, null, optional: true) : null, folder, prompt.Inline?.Locate);
            findings.AddRange(parsed.Diagnostics);
            if (parsed.Value is { } template)
            {
                templates.Add(prompt.Path, template);
                ReadAllBelow(template, folder);
            }
        }

        return templates.ToImmutable();
    }

    /// <summary>A computed include may reach any template of the folder: each counts as an input, which costs a rendering and no call.</summary>
    private void ReadAllBelow(PromptTemplate template, string folder)
    {
        if (template.HasDynamicInclude)
        {
            foreach (var path in Glob.Find(root, folder.Length == 0 ? "**/*.sbn" : $"{folder}/**/*.sbn").Files)
            {
                Text(path, InputRole.Template, null, optional: true);
            }
        }
    }

    private string? Text(DefinitionPart part, InputRole role)
    {
        if (part.Inline is not { } inline)
        {
            return Text(part.Path, role, part.Place);
        }

        read[part.Path] = (inline.Text, new InputFile(part.Path, role, ContentHash.Of(inline.Text), null));
        return inline.Text;
    }

    private string? Text(string path, InputRole role, SourcePlace? namedAt, bool optional = false)
    {
        if (!read.TryGetValue(path, out var known))
        {
            provide?.Invoke(path);
            var content = FileContent.ReadText(root.Absolute(path), MaxTextBytes);
            if (content.Problem is { } problem && !(optional && problem.Kind == FilesDiagnostics.Missing))
            {
                findings.Add(problem.Explain(path, namedAt));
            }

            known = content is { Problem: null, Stamp: { } stamp } ? (content.Text, new InputFile(path, role, ContentHash.Of(content.Text), stamp)) : (null, null);
            read.Add(path, known);
        }

        return known.Text;
    }

    private static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
}
