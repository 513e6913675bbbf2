using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>Finds the datasets that the arguments of a command mean: definition files, folders, or names.</summary>
internal sealed class TargetSearch(string folder, Func<RepositoryRoot, string, IReadOnlyList<string>> below)
{
    private const string Suffix = ".synth.yaml";
    private const string HowToStart = "make one with: dotnet synth new <folder>";

    private readonly RepositoryRoot root = RepositoryRoot.Find(folder);
    private readonly List<Target> targets = [];
    private readonly List<Diagnostic> found = [];

    /// <summary>In the arguments' order, each once; without arguments all below the folder. Findings are mistakes of usage.</summary>
    public static (ImmutableArray<Target> Targets, ImmutableArray<Diagnostic> Found) Find(
        string folder, IReadOnlyList<string> arguments, Func<RepositoryRoot, string, IReadOnlyList<string>> below)
    {
        var search = new TargetSearch(folder, below);
        foreach (var argument in arguments.Count == 0 ? ["."] : arguments)
        {
            search.Add(argument);
        }

        return ([.. search.targets.DistinctBy(t => (t.Root.AbsolutePath, t.Definition))], [.. search.found]);
    }

    private void Add(string argument)
    {
        if (argument.Length == 0 || argument.Contains('\0', StringComparison.Ordinal))
        {
            found.Add(new Diagnostic(CliDiagnostics.UnknownDataset, null, $"{Quoted.Text(argument)} is neither a path nor a dataset's name", null));
            return;
        }

        var absolute = Path.TrimEndingDirectorySeparator(Path.GetFullPath(argument, folder));
        switch (FileStamp.Of(absolute))
        {
            case { IsFolder: true }:
                AddFolder(argument, absolute);
                break;
            case { IsFolder: false } when absolute.EndsWith(Suffix, StringComparison.Ordinal):
                var own = RepositoryRoot.Find(Path.GetDirectoryName(absolute)!);
                targets.Add(new Target(own, own.Relative(absolute)));
                break;
            case { IsFolder: false }:
                found.Add(new Diagnostic(CliDiagnostics.UnknownDataset, null, $"{Quoted.Text(argument)} is no definition: their names end with {Suffix}"));
                break;
            default:
                AddNamed(argument);
                break;
        }
    }

    private void AddFolder(string argument, string absolute)
    {
        var at = root.StaysInside(root.Relative(absolute)) && !root.Relative(absolute).StartsWith("..", StringComparison.Ordinal) ? root : RepositoryRoot.Find(absolute);
        var definitions = below(at, at.Relative(absolute));
        if (definitions.Count == 0)
        {
            var where = argument == "." ? "this folder" : Quoted.Text(argument);
            found.Add(new Diagnostic(CliDiagnostics.NoDataset, null, $"no definition (*{Suffix}) lies in {where} or below it", HowToStart));
        }

        targets.AddRange(definitions.Select(d => Target.Of(at, d)));
    }

    private void AddNamed(string argument)
    {
        var all = below(root, "");
        var named = all.Select(d => (Path: d, Name: Datasets.NameIn(root, d))).ToList();
        var hits = named.Where(n => n.Name == argument).ToList();
        switch (hits)
        {
            case [var one]:
                targets.Add(Target.Of(root, one.Path));
                break;
            case []:
                var names = named.Select(n => n.Name).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
                var hint = names.Count == 0 ? HowToStart : Suggestion.Hint(argument, names);
                found.Add(new Diagnostic(CliDiagnostics.UnknownDataset, null, $"{Quoted.Text(argument)} is neither a path nor a dataset's name", hint));
                break;
            default:
                found.Add(new Diagnostic(CliDiagnostics.SeveralDatasets, null, $"{Quoted.Text(argument)} is the name of several datasets", $"give a path: {string.Join(", ", hits.Select(h => h.Path))}"));
                break;
        }
    }
}
