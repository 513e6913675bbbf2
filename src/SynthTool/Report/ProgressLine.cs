using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>How far a build is, on one line; what matters most comes first, because a narrow terminal cuts the end.</summary>
internal static class ProgressLine
{
    /// <param name="inPhase">Time since the phase began, for rate and time left.</param>
    public static string Of(string dataset, Progress at, TimeSpan inPhase)
    {
        var parts = new List<string> { Done(at) };
        var rate = inPhase > TimeSpan.Zero ? at.Done / inPhase.TotalSeconds : 0;
        if (rate > 0)
        {
            parts.Add(Amounts.Rate(rate));
        }

        if (rate > 0 && at.Total > at.Done)
        {
            parts.Add($"{Amounts.Of(TimeSpan.FromSeconds(Math.Min((at.Total - at.Done) / rate, TimeSpan.FromDays(999).TotalSeconds)))} left");
        }

        if (at.Cost is { } cost)
        {
            parts.Add(Amounts.Money(cost, at.Currency));
        }

        parts.Add(at.InFlight > 0 ? $"{Amounts.Of(at.Calls, "call")} ({Amounts.Of(at.InFlight)} in flight)" : Amounts.Of(at.Calls, "call"));
        parts.Add($"{Amounts.Of(at.Reused)} reused");
        if (at.RowsIn > 0)
        {
            parts.Add($"kept {Amounts.Share(at.RowsKept, at.RowsIn)}");
        }

        return $"{dataset}: {string.Join(", ", parts)}";
    }

    /// <summary>A phase in words.</summary>
    public static string Doing(string phase) => phase switch
    {
        "seeds" => "reading seeds",
        "answers" => "using stored answers",
        "teacher" => "asking the teacher",
        "shards" => "writing shards",
        _ => phase,
    };

    private static string Done(Progress at) => at.Total > 0
        ? $"{at.Phase} {Amounts.Of(at.Done)}/{Amounts.Of(at.Total)} ({Amounts.Share(at.Done, at.Total)})"
        : $"{at.Phase} {Amounts.Of(at.Done)}";
}
