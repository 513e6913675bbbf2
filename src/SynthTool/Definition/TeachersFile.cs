using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>What <c>teachers:</c> gives: the teachers that stand there, or those of the file that it names.</summary>
/// <param name="Path">The file's repository path; null when the definition holds the teachers itself.</param>
/// <param name="Teachers">Those that can be read.</param>
/// <param name="Names">The names as they are written, whether or not their teachers are right; null when they could not be read.</param>
/// <param name="Found">What is wrong with the file.</param>
internal sealed record TeachersFile(string? Path, ImmutableArray<TeacherDefinition> Teachers, IReadOnlyCollection<string>? Names, ImmutableArray<Diagnostic> Found)
{
    public static readonly TeachersFile None = new(null, [], [], []);

    /// <param name="open">Reads the file at a repository path.</param>
    public static TeachersFile Of(DefinitionScope scope, YamlNode written, Func<Located<string>, TeachersFile> open)
    {
        if (written is not YamlScalar { IsText: true })
        {
            return In(scope, written, null);
        }

        if (scope.Path(written, "\"teachers\"") is not { } path)
        {
            return new TeachersFile(null, [], null, []);
        }

        var file = open(path);
        scope.Findings.AddRange(file.Found);
        return file;
    }

    /// <summary>Reads a file that holds nothing but teachers by name.</summary>
    /// <param name="read">Its content; null after a finding of its own.</param>
    public static TeachersFile Read(Located<string> path, RepositoryRoot root, Func<Located<string>, string?> read)
    {
        if (read(path) is not { } text)
        {
            return new TeachersFile(path.Value, [], null, []);
        }

        var folder = path.Value.LastIndexOf('/') is var slash && slash < 0 ? "" : path.Value[..slash];
        var scope = new DefinitionScope(root, folder, new YamlSource(path.Value, text));
        var yaml = YamlReader.Read(path.Value, text);
        scope.Findings.AddRange(yaml.Diagnostics);
        if (yaml.Value is not { } node)
        {
            return new TeachersFile(path.Value, [], null, scope.Findings.ToSorted());
        }

        SecretRules.RefuseElsewhere(scope, node, node);
        if (node is YamlMapping { Entries: [{ Name: "teachers", Value: YamlMapping inner } outer] } && inner.Find("model") is null)
        {
            scope.Findings.Add(DefinitionDiagnostics.WrongForm, outer.Place, "a file of teachers begins with their names, and this one with \"teachers\"", "remove this line, and the indentation below it");
            return new TeachersFile(path.Value, [], null, scope.Findings.ToSorted());
        }

        var file = In(scope, node, path.Value);
        return file with { Found = scope.Findings.ToSorted() };
    }

    private static TeachersFile In(DefinitionScope scope, YamlNode node, string? path) => new(
        path,
        TeacherReader.Read(scope, node),
        node is YamlMapping teachers ? [.. teachers.Entries.Select(e => e.Name)] : null,
        []);
}
