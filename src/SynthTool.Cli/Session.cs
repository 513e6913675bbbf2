using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Differences;
using SynthTool.Files;
using SynthTool.Report;
using SynthTool.Seeds;

namespace SynthTool.Cli;

/// <summary>One run of a verb: what was written, and where answers go.</summary>
internal sealed class Session(ParseResult parsed, Surroundings surroundings, Engine engine, Talk talk)
{
    private const long LargeProduct = 200_000;

    private readonly TeacherTurns turns = new();
    private readonly ConcurrentDictionary<string, long> announced = new(StringComparer.Ordinal);

    public ParseResult Parsed => parsed;

    public Surroundings Surroundings => surroundings;

    public Engine Engine => engine;

    public Talk Talk => talk;

    public bool Json => parsed.GetValue(CliOptions.Json);

    public bool Sarif => parsed.GetValue(CliOptions.Sarif);

    public bool Verbose => talk.Style.Verbose;

    public BuildOptions BuildOptions => CliOptions.BuildOf(parsed, surroundings);

    public int Jobs => CliOptions.JobsOf(parsed);

    /// <summary>Asks one question at a time.</summary>
    public Consent Consent => async (plan, ct) =>
    {
        using var turn = await turns.TakeAsync(["question"], ct);
        return await ConsentPrompt.On(talk, surroundings.OpenInput)(plan, ct);
    };

    public Workspace WorkspaceOf(RepositoryRoot root) => new(root, surroundings.ToolVersion, surroundings.Clock, surroundings.Variable, Random.Shared.NextDouble, surroundings.ProcessName) { Turns = turns, Crossed = Announce };

    // What is small is read and told in a moment; of much the size comes first, before the minutes that it takes.
    private void Announce(string dataset, ProductSize product)
    {
        if (product.Total >= LargeProduct && announced.TryAdd(dataset, product.Total))
        {
            talk.Line($"{dataset}: {ProductText.Of(product, null)}");
        }
    }

    /// <summary>The dataset's name, as far as its definition can be read.</summary>
    public static string LabelOf(Workspace workspace, string definition) => Datasets.NameIn(workspace.Root, definition) is { Length: > 0 } name ? name : definition;

    /// <summary>The commits of a repository.</summary>
    public IRevisions Revisions(RepositoryRoot root) => engine.Revisions(root, surroundings.Variable);

    public void Answer(IEnumerable<PaintedLine> lines)
    {
        var style = TalkStyle.For(surroundings.OutputIsTerminal, surroundings.Width, surroundings.Variable);
        foreach (var line in lines)
        {
            var shown = line.Shown(style.Colour);
            Data(style.Symbols ? shown : shown.Replace("→", "->", StringComparison.Ordinal).Replace("…", "...", StringComparison.Ordinal).Replace("⏎", "\\n", StringComparison.Ordinal));
        }
    }

    public void Answer(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            surroundings.Out.Write(Printable.Line(line) + "\n");
        }
    }

    /// <summary>A line of data, exactly as it is.</summary>
    public void Data(string line) => surroundings.Out.Write(line + "\n");

    public void Help(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Data(talk.Style.Symbols ? line : line.Replace("…", "...", StringComparison.Ordinal));
        }
    }

    public void Found(IEnumerable<Diagnostic> found)
    {
        foreach (var one in found)
        {
            talk.Found(one);
        }
    }

    /// <summary>A command line that means nothing here.</summary>
    public ExitCode Usage(params IEnumerable<Diagnostic> found)
    {
        Found(found);
        return ExitCode.Usage;
    }

    public (ImmutableArray<Target> Targets, ImmutableArray<Diagnostic> Found) Targets(IReadOnlyList<string>? arguments) =>
        TargetSearch.Find(surroundings.Folder, arguments ?? [], Below);

    /// <summary>The definitions below a folder of a repository.</summary>
    public IReadOnlyList<string> Below(RepositoryRoot root, string folder) => engine.Below(WorkspaceOf(root), folder);
}
