namespace SynthTool.Teachers;

/// <summary>Stops when the run's calls are used up. Every attempt on the wire counts, also those that fail.</summary>
internal sealed class BudgetedTeacher(ITeacher inner, TeacherBudget budget) : ITeacher
{
    private long attempts;

    public ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        if (budget.Calls is { } calls && Interlocked.Increment(ref attempts) > calls)
        {
            throw TeacherDiagnostics.BudgetUsed(FormattableString.Invariant($"{calls} calls"));
        }

        return inner.AskAsync(request, ct);
    }
}
