using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Gives the JSON Schemas of a dataset's seeds and responses, from files and short forms alike. Reads no seed and writes nothing.</summary>
internal static class DatasetSchema
{
    private const string Seed = "seed";

    /// <param name="part"><c>seed</c>, <c>seed-2</c> for the second source, <c>seed.name</c> for one with a name, or a step's name; null: all that there are.</param>
    public static SchemaOutcome Run(Workspace workspace, string definition, string? part)
    {
        var findings = new Findings();
        var files = DatasetLoader.Load(workspace.Root, definition, findings);
        var name = files?.Definition.Name.Value ?? Datasets.NameIn(workspace.Root, definition) ?? "";
        ImmutableArray<NamedSchema> schemas = files is null ? [] : [.. Of(files).Where(s => part is null || s.Name == part)];
        if (files is not null && part is not null && schemas.IsEmpty)
        {
            findings.Add(NotFound(files, part));
        }

        return new SchemaOutcome(name, definition, schemas, findings.ToSorted());
    }

    private static IEnumerable<NamedSchema> Of(DatasetFiles files)
    {
        var sources = files.Definition.Sources.Select((s, i) => (Name: NameOf(s, i), s.Schema));
        var steps = files.Definition.Steps.OfType<GenerateDefinition>().Select(g => (g.Name, Schema: g.Response));
        return sources.Concat(steps).Where(s => s.Schema is not null).Select(s => new NamedSchema(s.Name, files.Schemas[s.Schema!.Path].Document));
    }

    private static string NameOf(SourceDefinition source, int index) => source.Name is { } name ? $"{Seed}.{name}" : index == 0 ? Seed : FormattableString.Invariant($"{Seed}-{index + 1}");

    private static Diagnostic NotFound(DatasetFiles files, string part)
    {
        var known = Of(files).Select(s => s.Name).ToList();
        var why = files.Definition.Steps.Any(s => s.Name == part) ? $"the step {Quoted.Text(part)} has no response schema"
            : files.Definition.Sources.Select(NameOf).Contains(part) ? $"{Quoted.Text(part)} has no schema"
            : $"{Quoted.Text(part)} is no source and no step of this dataset";
        return new Diagnostic(BuildDiagnostics.UnknownTarget, new SourcePlace(files.Definition.Path), why, known.Count == 0 ? "this dataset has no schema" : $"schemas are there for {string.Join(", ", known)}");
    }
}

/// <summary>The schemas that were asked for, the seeds' first.</summary>
internal sealed record SchemaOutcome(string Dataset, string Definition, ImmutableArray<NamedSchema> Schemas, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A schema and whose it is: <c>seed</c>, or a step's name.</summary>
internal sealed record NamedSchema(string Name, JsonElement Schema);
