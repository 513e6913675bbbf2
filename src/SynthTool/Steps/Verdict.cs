using System.Collections.Immutable;
using SynthTool.Teachers;

namespace SynthTool.Steps;

/// <summary>What a step says of a row. Rows in = rows kept + dropped + waiting; nothing leaves in silence.</summary>
internal abstract record Verdict(Row Row)
{
    /// <summary>The row goes on.</summary>
    internal sealed record Keep(Row Row) : Verdict(Row);

    /// <summary>A rule removed the row; it stays in its block, visible, and is never shipped.</summary>
    /// <param name="Reason">Short and countable: the condition's name, <c>duplicate</c>, or for a quarantined response its kind (<c>refusal</c>, <c>truncated</c>, <c>invalid</c> …).</param>
    /// <param name="Because">For people: the values or the row it equals; may be null.</param>
    /// <param name="IsQuarantine">Whether a response that is a recorded failure of content took the row.</param>
    internal sealed record Drop(Row Row, string Reason, string? Because, bool IsQuarantine = false) : Verdict(Row);

    /// <summary>An answer is missing and may not be bought now: the row goes on when it is there.</summary>
    /// <param name="Requests">The missing requests.</param>
    internal sealed record Wait(Row Row, ImmutableArray<TeacherRequest> Requests) : Verdict(Row);
}
