using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Looks at what surrounds one dataset: whether its files can be read, its lock, its teachers' variables, its committed answers. Changes nothing.</summary>
internal static class DatasetCheckup
{
    public static async Task<Checkup> RunAsync(Workspace workspace, string definition, CancellationToken ct)
    {
        var findings = new Findings();
        if (DatasetLoader.Load(workspace.Root, definition, findings) is not { } files)
        {
            var name = Datasets.NameIn(workspace.Root, definition) is { Length: > 0 } written ? written : definition;
            return new Checkup(name, [new Check("definition", "cannot be read", findings.ToSorted())]);
        }

        var dataset = files.Definition;
        return new Checkup(dataset.Name.Value,
        [
            new Check("definition", $"{Count(dataset.Steps.Length, "step")}, {Count(dataset.Teachers.Length, "teacher")}, {Count(dataset.Outputs.Length, "output")}", findings.ToSorted()),
            LockOf(workspace, definition, dataset.Name.Value),
            Variables(workspace, dataset),
            await AnswersAsync(workspace, definition, dataset, ct),
        ]);
    }

    private static Check LockOf(Workspace workspace, string definition, string dataset)
    {
        var findings = new Findings();
        var (read, text) = LockReader.Read(workspace.Root, LockFile.PathFor(definition), dataset, findings);
        var answer = text is null ? "none: the dataset was never built" : read.Counts.TryGetValue("rows", out var rows) ? $"of a build with {Count(rows, "row")}" : "says nothing";
        return new Check("lock", answer, findings.ToSorted());
    }

    private static Check Variables(Workspace workspace, DatasetDefinition dataset)
    {
        var needed = dataset.Teachers.SelectMany(t => SecretRules.NamesIn(t).Select(name => (Name: name, Teacher: t))).ToList();
        var missing = needed.Where(n => string.IsNullOrEmpty(workspace.Variable(n.Name))).GroupBy(n => n.Name, StringComparer.Ordinal).ToList();
        return new Check(
            "environment",
            needed.Count == 0 ? "no variable is needed" : missing.Count == 0 ? "every variable is set" : $"{string.Join(", ", missing.Select(m => m.Key))} not set",
            [.. missing.Select(m => new Diagnostic(
                BuildDiagnostics.VariableUnset, m.First().Teacher.Name.Place, $"The environment has no {m.Key}, which {Teachers(m.Select(n => n.Teacher.Name.Value))} needs to be called",
                "set it before a build that asks; one that buys nothing, such as --frozen, does not need it"))]);
    }

    private static async Task<Check> AnswersAsync(Workspace workspace, string definition, DatasetDefinition dataset, CancellationToken ct)
    {
        const string Name = "answers";
        var folder = OpenStore.CommittedFolder(dataset);
        if (!Disk.FolderExists(workspace.Root.Absolute(folder)))
        {
            return Check.Passed(Name, "none are committed");
        }

        // Definitions of one folder share its answers.
        var beside = definition[..(definition.LastIndexOf('/') + 1)];
        var sharing = Datasets.Below(workspace, dataset.Folder).Where(d => d[..(d.LastIndexOf('/') + 1)] == beside).ToList();
        var unused = await DatasetStore.CollectAsync(workspace, sharing, committed: true, dryRun: true, ct);
        if (unused.Diagnostics.Any(d => d.IsError))
        {
            return Check.Passed(Name, "which committed ones are in use shows when none is missing");
        }

        return unused.Answers == 0
            ? Check.Passed(Name, "every committed one is in use")
            : new Check(Name, $"{Count(unused.Answers, "committed one")} not in use", [new Diagnostic(
                BuildDiagnostics.UnusedCommitted, new SourcePlace(folder), $"{Count(unused.Answers, "committed answer")} in {Quoted.Path(folder)} {(unused.Answers == 1 ? "is" : "are")} not in use",
                "keep them if an edit may be taken back: they were paid for; `dotnet synth store gc --committed` removes them")]);
    }

    private static string Teachers(IEnumerable<string> names) => $"teacher {string.Join(", ", names.Distinct(StringComparer.Ordinal).Select(Quoted.Text))}";

    private static string Count(long count, string one) => FormattableString.Invariant($"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
