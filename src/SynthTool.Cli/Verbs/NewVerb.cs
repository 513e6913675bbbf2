using System.Collections.Immutable;
using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class NewVerb
{
    private const int Few = 10;

    private static readonly Argument<string> Folder = new("folder") { Description = "Where the dataset goes; its last part becomes the dataset's name." };

    public static Verb Create() => new(
        "new",
        "Start a dataset from a recipe that builds as it is. Overwrites nothing.",
        [
            "dotnet synth new support-qa",
            "dotnet synth new data/support-qa --template quickstart",
        ],
        [Folder, CliOptions.Template])
    {
        RunAsync = (session, _) => Task.FromResult(Run(session)),
    };

    private static ExitCode Run(Session session)
    {
        var recipes = session.Engine.Recipes();
        var template = session.Parsed.GetValue(CliOptions.Template)!;
        var written = session.Parsed.GetValue(Folder)!;
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(written, session.Surroundings.Folder));
        var name = Path.GetFileName(folder);
        var recipe = recipes.FirstOrDefault(r => r.Name == template);
        if (recipe is null)
        {
            return session.Usage(new Diagnostic(CliDiagnostics.NotUnderstood, null, $"{Quoted.Text(template)} is no template", Suggestion.Hint(template, [.. recipes.Select(r => r.Name)])));
        }

        if (!IsName(name))
        {
            return session.Usage(new Diagnostic(CliDiagnostics.NotUnderstood, null, $"{Quoted.Text(name)} cannot be a dataset's name", "use letters, digits, - and _"));
        }

        var dataset = recipe.As(name);
        var inTheWay = dataset.Files.Where(f => FileStamp.Of(At(folder, f)) is not null).Select(f => f.Path).ToImmutableArray();
        return inTheWay.IsEmpty ? Write(session, written, folder, name, dataset) : Refuse(session, written, inTheWay);
    }

    private static ExitCode Write(Session session, string written, string folder, string name, Recipe recipe)
    {
        foreach (var file in recipe.Files)
        {
            AtomicFile.Write(At(folder, file), file.Bytes.AsSpan());
        }

        using var telling = new Telling(session);
        telling.Tell(new Told(ExitCode.Done, [])
        {
            Talk =
            [
                $"created {written} from template {recipe.Name}: {Amounts.Of(recipe.Files.Length, "file")}",
                $"next: dotnet synth plan {ToolCommand.Argument(written)}",
                $"      dotnet synth build {ToolCommand.Argument(written)}",
            ],
            Json = json =>
            {
                json.WriteString("dataset", name);
                json.WriteStrings("created", recipe.Files.Select(f => f.Path));
            },
        });
        return telling.End();
    }

    private static ExitCode Refuse(Session session, string written, ImmutableArray<string> inTheWay)
    {
        var more = inTheWay.Length > Few ? $" and {Amounts.Of(inTheWay.Length - Few)} more" : "";
        using var telling = new Telling(session);
        telling.Tell(new Told(
            ExitCode.Failed,
            [
                new Diagnostic(
                    CliDiagnostics.InTheWay, null, $"{Quoted.Path(written)} holds files that a new dataset would overwrite: {string.Join(", ", inTheWay.Take(Few))}{more}",
                    "give another folder, or move them away"),
            ]));
        return telling.End();
    }

    private static string At(string folder, RecipeFile file) => Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar));

    private static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
