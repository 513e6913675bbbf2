using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>Names the requests without an answer, and the commands that bring the answers.</summary>
internal static class MissingAnswers
{
    /// <param name="missing">Those that the outcome holds.</param>
    /// <param name="count">How many there are in all.</param>
    /// <param name="named">How many to name; the outcome may hold fewer.</param>
    public static IEnumerable<string> Lines(string dataset, ImmutableArray<MissingRequest> missing, long count, int named)
    {
        if (count == 0)
        {
            yield break;
        }

        var shown = Math.Min(named, missing.Length);
        foreach (var request in missing.Take(shown))
        {
            yield return $"  missing: step {request.Step}, seed {Quoted.Text(request.Seed)}, request {request.Key}";
        }

        if (shown > 0 && shown < count)
        {
            yield return $"  and {Amounts.Of(count - shown)} more";
        }

        yield return $"  to buy:  dotnet synth build {ToolCommand.Argument(dataset)} --teacher allow";
        yield return $"  by hand: dotnet synth render {ToolCommand.Argument(dataset)} --requests > requests.jsonl; add \"text\" to each line; dotnet synth store import requests.jsonl";
    }
}
