using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>Says which answers are missing, and the ways to get them.</summary>
internal static class MissingAnswers
{
    /// <param name="all">Whether each missing request is named (at most those that the outcome holds), or only the first.</param>
    public static IEnumerable<string> Lines(string dataset, ImmutableArray<MissingRequest> missing, long count, bool all)
    {
        if (count == 0)
        {
            yield break;
        }

        var first = missing.IsEmpty ? "" : $"; the first: {Named(missing[0])}";
        yield return $"{dataset}: {Amounts.Of(count, "request has", "requests have")} no answer{first}";
        foreach (var request in all ? missing.Skip(1) : [])
        {
            yield return $"  {Named(request)}";
        }

        yield return $"  to buy: dotnet synth build {dataset} --teacher allow (dotnet synth plan {dataset} counts the calls)";
        yield return $"  by hand: dotnet synth render {dataset} --requests > requests.jsonl; add \"text\" to each line; dotnet synth store import requests.jsonl";
    }

    private static string Named(MissingRequest request) => $"step {request.Step}, seed {Quoted.Text(request.Seed)}, request {request.Key}";
}
