using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>What happens during a build. Console, JSON, MSBuild lines and annotations are readers of this one story; none can break it.</summary>
internal abstract record BuildEvent
{
    /// <summary>Another build holds the dataset; this one waits.</summary>
    internal sealed record Waiting(string Dataset, string Holder) : BuildEvent;

    /// <summary>A part of the way begins: <c>seeds</c>, <c>answers</c> (from stored responses), <c>teacher</c>, <c>shards</c>.</summary>
    /// <param name="Total">How many units there are to do: partitions, calls or shards; 0 when unknown.</param>
    internal sealed record PhaseStarted(string Dataset, string Phase, long Total) : BuildEvent;

    /// <summary>How far it is. Comes often; listeners thin it out.</summary>
    internal sealed record Progressed(string Dataset, Progress Progress) : BuildEvent;

    /// <summary>A finding, as soon as it is known; the outcome holds all of them again, sorted.</summary>
    internal sealed record Found(string Dataset, Diagnostic Diagnostic) : BuildEvent;
}

/// <summary>A build's counters at one moment.</summary>
/// <param name="Done">Units of the phase that are done.</param>
/// <param name="Total">0 when unknown.</param>
/// <param name="Calls">Attempts on the wire so far.</param>
/// <param name="InFlight">Calls in flight now.</param>
/// <param name="Reused">Distinct stored responses used.</param>
/// <param name="RowsIn">Rows that reached a verdict.</param>
/// <param name="RowsKept">Of them, kept.</param>
/// <param name="Cost">Of the calls so far; null where no price is declared.</param>
/// <param name="Currency">Of <paramref name="Cost"/>.</param>
internal sealed record Progress(
    string Phase, long Done, long Total, long Calls, long InFlight, long Reused, long RowsIn, long RowsKept, decimal? Cost, string? Currency);

/// <summary>Listens to builds. Calls come from several threads.</summary>
internal interface IBuildListener
{
    void On(BuildEvent happened);
}
