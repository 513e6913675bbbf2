using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads a <c>*.synth.yaml</c> file.</summary>
internal static class DefinitionReader
{
    private const string OnlySplit = "train";

    /// <summary>The definition, or every error of its form at once and no value. Files that it names need not exist yet.</summary>
    /// <param name="repoPath">The definition's own path, relative to the root, with <c>/</c>.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="root">What its paths may not leave.</param>
    /// <param name="readTeachers">The content of a file of teachers; null after a finding of its own. Without it no such file is read.</param>
    public static Parsed<DatasetDefinition> Read(string repoPath, string text, RepositoryRoot root, Func<Located<string>, string?>? readTeachers = null)
    {
        var folder = repoPath.LastIndexOf('/') is var slash && slash < 0 ? "" : repoPath[..slash];
        var scope = new DefinitionScope(root, folder, new YamlSource(repoPath, text));
        var yaml = YamlReader.Read(repoPath, text);
        scope.Findings.AddRange(yaml.Diagnostics);
        var definition = yaml.Value is { } node ? Dataset(scope, node, repoPath, folder, path => TeachersFile.Read(path, root, readTeachers ?? (_ => null))) : null;
        return new Parsed<DatasetDefinition>(scope.Findings.HasErrors ? null : definition, scope.Findings.ToSorted());
    }

    private static DatasetDefinition? Dataset(DefinitionScope scope, YamlNode node, string path, string folder, Func<Located<string>, TeachersFile> open)
    {
        SecretRules.RefuseElsewhere(scope, node, (node as YamlMapping)?.Find("teachers")?.Value);
        if (Section.Open(scope, node, "a definition", KnownKeys.Dataset) is not { } section)
        {
            return null;
        }

        var seeds = section.Require("seeds") is { } sources ? SeedsReader.Read(scope, sources) : SeedsDefinition.None;
        var teachers = section.Find("teachers") is { } written ? TeachersFile.Of(scope, written, open) : TeachersFile.None;
        var names = new StepNames(scope);
        var steps = section.Find("steps") is { } list ? StepReader.Read(scope, list, teachers.Names, names) : [];
        var splits = Splits(section);
        return new DatasetDefinition
        {
            Path = path,
            Folder = folder,
            Name = Name(scope, section),
            Version = Version(scope, section),
            Description = section.Find("description") is { } description ? scope.Text(description, "\"description\"")?.Value : null,
            License = section.Line("license")?.Value,
            CommitResponses = section.Choice("responses", KnownKeys.Responses) is not null,
            BudgetCalls = section.Open("budget", KnownKeys.Budget)?.Long("calls", 0, long.MaxValue),
            Sources = seeds.Sources,
            Cross = seeds.Cross,
            Teachers = teachers.Teachers,
            TeachersFile = teachers.Path,
            Steps = steps,
            Outputs = OutputReader.Read(scope, section.Find("outputs"), section.Place, names.Results, splits ?? []),
            Gates = GateReader.Read(scope, section.Find("gates"), section.Place, names, splits),
        };
    }

    private static Located<string> Name(DefinitionScope scope, Section section)
    {
        var name = section.RequiredLine("dataset");
        if (name.Value.Length > 0 && section.Find("dataset") is YamlScalar written)
        {
            scope.CheckName(written, "a dataset", NameRules.AgainstFolder(name.Value) ?? AgainstRehearsal(name.Value));
        }

        return name;
    }

    private static string? AgainstRehearsal(string name) =>
        name.EndsWith(".rehearsal", StringComparison.OrdinalIgnoreCase) ? "ends with .rehearsal, as the folder of a rehearsal does" : null;

    // A version is as it is written: 1.10 is not 1.1.
    private static string? Version(DefinitionScope scope, Section section)
    {
        var version = section.Find("version") is YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } number ? number.Text : section.Line("version")?.Value;
        if (version is not null && NameRules.AgainstVersion(version) is { } why)
        {
            scope.Refuse(section.Find("version")!.Place, "\"version\"", $"{why}, not {Quoted.Text(version)}");
        }

        return version;
    }

    /// <summary>The splits that rows can have, as they are written; null when they could not be read.</summary>
    private static IReadOnlyCollection<string>? Splits(Section section) => section.Find("steps") switch
    {
        null => [OnlySplit],
        YamlSequence { Items: var steps } => steps.OfType<YamlMapping>().Select(s => s.Find("split")?.Value).FirstOrDefault(s => s is not null) switch
        {
            null => steps.All(s => s is YamlMapping) ? [OnlySplit] : null,
            YamlMapping split => [.. split.Entries.Select(e => e.Name)],
            _ => null,
        },
        _ => null,
    };
}
