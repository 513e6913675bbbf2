namespace SynthTool.Teachers;

/// <summary>Stops when the run's budget is used up. Every attempt on the wire counts, also those that fail.</summary>
internal sealed class BudgetedTeacher(ITeacher inner, TeacherBudget budget, TeacherMeter meter) : ITeacher
{
    private long attempts;

    public ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        if (budget.Tokens is { } tokens && meter.InputTokens + meter.OutputTokens >= tokens)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"{tokens} tokens"));
        }

        if (budget.Cost is { } cost && meter.Cost >= cost)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"a cost of {cost}"));
        }

        if (budget.Calls is { } calls && Interlocked.Increment(ref attempts) > calls)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"{calls} calls"));
        }

        return inner.AskAsync(request, ct);
    }
}
