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
    public static IEnumerable<string> Lines(string dataset, ImmutableArray<MissingRequest> missing, long count, int named) => count == 0 ? [] :
    [
        .. Named(missing, count, named),
        $"  to buy:  dotnet synth build {ToolCommand.Argument(dataset)} --teacher allow",
        ByHand(dataset),
    ];

    /// <summary>Those of a preview: a build would buy more than was asked for.</summary>
    /// <param name="isTried">Whether they may be answers to a prompt that the definition does not name; then only the preview knows them.</param>
    public static IEnumerable<string> LinesOfPreview(string dataset, ImmutableArray<MissingRequest> missing, long count, int named, bool isTried) => count == 0 ? [] :
    [
        .. Named(missing, count, named),
        "  to buy:  the same with --teacher allow",
        .. isTried ? Array.Empty<string>() : [ByHand(dataset)],
    ];

    private static IEnumerable<string> Named(ImmutableArray<MissingRequest> missing, long count, int named)
    {
        var shown = Math.Min(named, missing.Length);
        foreach (var request in missing.Take(shown))
        {
            yield return $"  missing: step {request.Step}, seed {Quoted.Text(request.Seed)}, request {request.Key}";
        }

        if (shown > 0 && shown < count)
        {
            yield return $"  and {Amounts.Of(count - shown)} more";
        }
    }

    private static string ByHand(string dataset) =>
        $"  by hand: dotnet synth render {ToolCommand.Argument(dataset)} --requests > requests.jsonl; add \"text\" to each line; dotnet synth store import requests.jsonl";
}
