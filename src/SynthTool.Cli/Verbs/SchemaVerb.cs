using System.Collections.Immutable;
using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class SchemaVerb
{
    private static readonly Argument<string?> Dataset = new("dataset|path")
    {
        Description = "A definition file, a folder or a dataset's name. Default: the only definition below the current folder.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string?> Part = new("seed|step")
    {
        Description = "seed (seed-2 for the second source), or a step's name. Default: all schemas, in an object by name.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Verb Create() => new(
        "schema",
        "Print the JSON Schemas of a dataset's seeds and responses, from files and short forms alike. Writes nothing.",
        [
            "dotnet synth schema                                 # all of the only dataset here",
            "dotnet synth schema support-qa draft > schemas/draft.schema.json",
            "dotnet synth schema seed",
        ],
        [Dataset, Part])
    {
        RunAsync = RunAsync,
    };

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var (target, part, mistakes) = Find(session, session.Parsed.GetValue(Dataset), session.Parsed.GetValue(Part));
        return target is null
            ? session.Usage(mistakes)
            : await EachDataset.OnceAsync(session, target, (workspace, definition) => Task.FromResult(One(session, workspace, definition, part)), ct);
    }

    /// <summary>What is meant. A single word that is no dataset means a part of the only dataset here.</summary>
    private static (Target? Target, string? Part, ImmutableArray<Diagnostic> Mistakes) Find(Session session, string? dataset, string? part)
    {
        var (targets, mistakes) = session.Targets(dataset is null ? [] : [dataset]);
        if (!mistakes.IsEmpty && dataset is not null && part is null && session.Targets([]) is { Targets: [var only], Found.IsEmpty: true })
        {
            return (only, dataset, []);
        }

        return targets switch
        {
            _ when !mistakes.IsEmpty => (null, null, mistakes),
            [var one] => (one, part, []),
            _ => (null, null, [new Diagnostic(CliDiagnostics.SeveralDatasets, null, "schema prints those of one dataset, and there are several", $"give one of: {string.Join(", ", targets.Select(t => t.Definition))}")]),
        };
    }

    private static Told One(Session session, Workspace workspace, string definition, string? part)
    {
        var outcome = session.Engine.Schema(workspace, definition, part);
        var code = Told.CodeFor(outcome.Diagnostics);
        return new Told(code, outcome.Diagnostics)
        {
            Answer = code is ExitCode.Done ? SchemaReport.Lines(outcome, isOne: part is not null) : [],
            Json = json => SchemaReport.Write(json, outcome),
        };
    }
}
