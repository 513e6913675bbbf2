using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>
/// Reasons of staleness for people, each cause once with what it makes stale:
/// <c>  dataset: seed-changed at seeds/a.jsonl:3 (c-3), 1 partition</c>.
/// </summary>
internal static class StaleLines
{
    private const int Few = 5;

    public static IEnumerable<string> Of(ImmutableArray<StaleReason> reasons, bool all)
    {
        var causes = reasons.GroupBy(r => (r.Code, r.Where, r.Detail)).Select(g => g.ToList()).ToList();
        var shown = all ? causes.Count : Math.Min(Few, causes.Count);
        foreach (var line in causes.Take(shown).SelectMany(c => Lines(c, all)))
        {
            yield return $"  {line}";
        }

        if (shown < causes.Count)
        {
            yield return $"  and {Amounts.Of(causes.Count - shown)} more (-v shows all)";
        }
    }

    public static string One(StaleReason reason) => $"{What(reason.What)}: {Cause(reason)}";

    private static IEnumerable<string> Lines(List<StaleReason> cause, bool all)
    {
        // One of the list stands for the cause, the dataset where it is among them; the others follow as numbers, with -v by name.
        var first = cause.Find(r => r.What == "dataset") ?? cause[0];
        var others = cause.Where(r => r != first && r.What != "dataset").ToList();
        yield return first.What == "dataset"
            ? $"{One(first)}{string.Concat(others.GroupBy(r => Kind(r.What)).Select(g => $", {Counted(g.Key, g.Select(r => r.What).ToList())}"))}"
            : $"{What(first.What)}{(others.Count > 0 ? $" and {Amounts.Of(others.Count)} more" : "")}: {Cause(first)}";
        foreach (var other in all ? others : [])
        {
            yield return $"  {What(other.What)}";
        }
    }

    /// <summary>A shard is named when it is the only one: it is the file that a build replaces.</summary>
    private static string Counted(string kind, List<string> what) => kind == "shard" && what.Count == 1 ? What(what[0]) : Amounts.Of(what.Count, kind);

    private static string Cause(StaleReason reason)
    {
        var where = reason.Where is { } w ? $" at {w}" : "";
        var detail = reason.Detail is { } d ? $" ({d})" : "";
        return $"{reason.Code}{where}{detail}";
    }

    private static string Kind(string what) => what.Split(':', 2)[0];

    private static string What(string what) => what.Split(':', 2) is [var kind, var name]
        ? $"{kind} {(kind == "partition" ? Quoted.Text(name) : name)}"
        : what;
}
