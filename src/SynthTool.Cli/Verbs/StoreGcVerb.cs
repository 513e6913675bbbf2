using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StoreGcVerb
{
    public static Verb Create() => new(
        "gc",
        "Remove answers that no dataset of this repository uses. Asks first: an answer that is gone must be bought again.",
        [
            "dotnet synth store gc --dry-run                     # how many there are",
            "dotnet synth store gc --committed --yes             # unused lines in responses/",
        ],
        [CliOptions.Committed, CliOptions.DryRun, CliOptions.Yes])
    {
        RunAsync = (session, ct) => StoreScope.RunAsync(session, (workspace, scope) => CollectAsync(session, workspace, scope, ct), ct),
    };

    private static async Task<Told> CollectAsync(Session session, Workspace workspace, StoreScope scope, CancellationToken ct)
    {
        var committed = session.Parsed.GetValue(CliOptions.Committed);
        var counted = await session.Engine.Store.Collect(workspace, scope.Definitions, committed, true, ct);
        if (session.Parsed.GetValue(CliOptions.DryRun) || counted.Answers == 0 || counted.Diagnostics.Any(d => d.IsError))
        {
            return Tell(counted, wouldOnly: true);
        }

        if (!await AgreesAsync(session, counted, ct))
        {
            return Tell(counted, wouldOnly: true) with { Talk = [StoreLines.Collected(StoreScope.Label, counted, wouldOnly: true), $"{StoreScope.Label}: nothing was removed; --yes removes without asking"] };
        }

        return Tell(await session.Engine.Store.Collect(workspace, scope.Definitions, committed, false, ct), wouldOnly: false);
    }

    private static async ValueTask<bool> AgreesAsync(Session session, StoreTally counted, CancellationToken ct) =>
        session.Parsed.GetValue(CliOptions.Yes)
        || (session.Surroundings is { InputIsTerminal: true, ErrorIsTerminal: true }
            && await ConsentPrompt.AskAsync($"Remove {Amounts.Of(counted.Answers, "answer")}? They must be bought again when they are needed. [y/N]", session.Talk, session.Surroundings.OpenInput, ct));

    private static Told Tell(StoreTally outcome, bool wouldOnly) => new(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
    {
        Talk = [outcome.Diagnostics.Any(d => d.IsError) ? StoreLines.NotCollected(StoreScope.Label) : StoreLines.Collected(StoreScope.Label, outcome, wouldOnly)],
        Json = json => StoreJson.Change(json, null, wouldOnly ? outcome with { Answers = 0, Skipped = outcome.Answers } : outcome),
    };
}
