using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>Reasons of staleness for people: <c>  partition "c-1": seed-changed at seeds/a.jsonl:3</c>.</summary>
internal static class StaleLines
{
    private const int Few = 5;

    public static IEnumerable<string> Of(ImmutableArray<StaleReason> reasons, bool all)
    {
        var shown = all ? reasons.Length : Math.Min(Few, reasons.Length);
        foreach (var reason in reasons.Take(shown))
        {
            yield return $"  {One(reason)}";
        }

        if (shown < reasons.Length)
        {
            yield return $"  and {Amounts.Of(reasons.Length - shown)} more (-v shows all)";
        }
    }

    public static string One(StaleReason reason)
    {
        var where = reason.Where is { } w ? $" at {w}" : "";
        var detail = reason.Detail is { } d ? $" ({d})" : "";
        return $"{What(reason.What)}: {reason.Code}{where}{detail}";
    }

    private static string What(string what) => what.Split(':', 2) is [var kind, var name]
        ? $"{kind} {(kind == "partition" ? Quoted.Text(name) : name)}"
        : what;
}
