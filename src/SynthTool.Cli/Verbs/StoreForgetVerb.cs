using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StoreForgetVerb
{
    private const int FewestDigits = 8;
    private const int AllDigits = 64;

    private static readonly Argument<string[]> Keys = new("key")
    {
        Description = $"Request keys: {AllDigits} hex digits, or the first {FewestDigits} or more.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Verb Create() => new(
        "forget",
        "Remove answers by their request's key; a build asks for them anew.",
        [
            "dotnet synth store forget 3f9a1c20b7d4",
            "dotnet synth explain row:c-17                       # shows the keys of a row",
        ],
        [Keys])
    {
        RunAsync = RunAsync,
    };

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var keys = session.Parsed.GetValue(Keys)!;
        if (Array.Find(keys, k => !IsKey(k)) is { } wrong)
        {
            return session.Usage(new Diagnostic(CliDiagnostics.NotUnderstood, null, $"{Quoted.Text(wrong)} is no request key", $"give {FewestDigits} to {AllDigits} hex digits in lower case; explain row:<id> shows them"));
        }

        return await StoreScope.RunAsync(
            session,
            async (workspace, scope) =>
            {
                var outcome = await session.Engine.Store.Forget(workspace, scope.Definitions, keys, ct);
                return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
                {
                    Talk = [StoreLines.Forgotten(StoreScope.Label, outcome)],
                    Json = json => StoreJson.Change(json, null, outcome),
                };
            },
            ct);
    }

    private static bool IsKey(string text) => text.Length is >= FewestDigits and <= AllDigits && text.All(char.IsAsciiHexDigitLower);
}
