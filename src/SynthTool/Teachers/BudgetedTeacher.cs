namespace SynthTool.Teachers;

/// <summary>
/// Stops when the run's calls, tokens or money are used up. Every attempt on the wire counts, also those that fail. It
/// stands behind the pace and asks when a call's turn has come: before, what the calls ahead of it cost does not show, and
/// a thousand waiting calls would all have passed.
/// </summary>
/// <param name="inner">Puts the call on the wire, whatever stops the run meanwhile.</param>
/// <param name="budget">Asked at each call.</param>
/// <param name="meter">What was spent.</param>
internal sealed class BudgetedTeacher(ITeacher inner, Func<TeacherBudget> budget, TeacherMeter meter) : ITeacher
{
    private long attempts;

    public ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested(); // or a call would be counted that never reaches the wire
        var limit = budget();
        if (limit.Tokens is { } tokens && meter.InputTokens + meter.OutputTokens >= tokens)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"{tokens} tokens"));
        }

        if (limit.Cost is { } cost && meter.Cost >= cost)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"a cost of {cost}"));
        }

        if (Interlocked.Increment(ref attempts) > limit.Calls)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"{limit.Calls} calls"));
        }

        return inner.AskAsync(request, ct);
    }
}
