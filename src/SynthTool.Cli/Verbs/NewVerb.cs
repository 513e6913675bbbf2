using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class NewVerb
{
    private static readonly Argument<string?> Folder = new("folder")
    {
        Description = "Where the dataset goes; its last part becomes the dataset's name. With --from it may be left out: then the seeds' file gives the name.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Verb Create() => new(
        "new",
        "Start a dataset from a recipe that builds as it is, or from your own seeds. Overwrites nothing.",
        [
            "dotnet synth new support-qa",
            "dotnet synth new data/support-qa --template quickstart",
            "dotnet synth new support-qa --from seeds.jsonl      # then: dotnet synth build support-qa --rehearse",
            "dotnet synth new --list",
        ],
        [Folder, CliOptions.From, CliOptions.Template, CliOptions.List])
    {
        RunAsync = (session, ct) => Task.FromResult(Run(session, ct)),
    };

    private static ExitCode Run(Session session, CancellationToken ct)
    {
        var written = session.Parsed.GetValue(Folder);
        var from = session.Parsed.GetValue(CliOptions.From);
        if (session.Parsed.GetValue(CliOptions.List))
        {
            return List(session);
        }

        if (from is not null && session.Parsed.GetResult(CliOptions.Template) is { Implicit: false })
        {
            return session.Usage(UsageMistakes.Mistake("--from and --template are two beginnings", "give one of them"));
        }

        if (from is "" || (written ?? from) is null)
        {
            return session.Usage(UsageMistakes.Mistake(from is "" ? "--from needs a value" : $"new needs <{Folder.Name}>", "dotnet synth new --help shows what can be written"));
        }

        written ??= NewFromSeeds.NameOf(from!);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(written, session.Surroundings.Folder));
        var target = new NewTarget(written, folder, Path.GetFileName(folder));
        if (target.Refusal is { } refusal)
        {
            return session.Usage(UsageMistakes.Mistake($"{Quoted.Text(target.Name)} cannot be a dataset's name: it {refusal}", "use letters, digits, - and _"));
        }

        return from is null ? FromRecipe(session, target) : NewFromSeeds.Run(session, target, from, ct);
    }

    private static ExitCode FromRecipe(Session session, NewTarget target)
    {
        var recipes = session.Engine.Recipes();
        var template = session.Parsed.GetValue(CliOptions.Template)!;
        if (recipes.FirstOrDefault(r => r.Name == template)?.As(target.Name) is not { } recipe)
        {
            return session.Usage(new Diagnostic(CliDiagnostics.NotUnderstood, null, $"{Quoted.Text(template)} is no template", Suggestion.Hint(template, [.. recipes.Select(r => r.Name)])));
        }

        using var telling = new Telling(session);
        telling.Tell(target.InTheWay(recipe.Files.Select(f => f.Path)) is { } inTheWay ? new Told(ExitCode.Failed, [inTheWay]) : Write(target, recipe));
        return telling.End();
    }

    private static Told Write(NewTarget target, Recipe recipe)
    {
        foreach (var file in recipe.Files)
        {
            AtomicFile.Write(target.At(file.Path), file.Bytes.AsSpan());
        }

        return new Told(ExitCode.Done, [])
        {
            Talk =
            [
                $"created {target.Written} from template {recipe.Name}: {Amounts.Of(recipe.Files.Length, "file")}",
                $"next: dotnet synth plan {ToolCommand.Argument(target.Written)}",
                $"      dotnet synth build {ToolCommand.Argument(target.Written)}",
            ],
            Json = json =>
            {
                json.WriteString("dataset", target.Name);
                json.WriteStrings("created", recipe.Files.Select(f => f.Path));
            },
        };
    }

    private static ExitCode List(Session session)
    {
        using var telling = new Telling(session);
        var recipes = session.Engine.Recipes();
        var column = recipes.Select(r => r.Name.Length).DefaultIfEmpty(0).Max() + 2;
        foreach (var recipe in recipes)
        {
            telling.Tell(new Told(ExitCode.Done, [])
            {
                Answer = [(recipe.Name.PadRight(column) + recipe.Description).TrimEnd()],
                Json = json =>
                {
                    json.WriteString("dataset", recipe.Name);
                    json.WriteString("description", recipe.Description);
                    json.WriteStrings("created", []);
                },
            });
        }

        return telling.End();
    }
}
