namespace SynthTool.Teachers;

/// <summary>
/// Stops when the run's tokens or money are used up. It stands behind the pace and asks when a call's turn has come:
/// before, what the calls ahead of it cost does not show, and a thousand waiting calls would all have passed.
/// </summary>
internal sealed class MeteredTeacher(ITeacher inner, TeacherBudget budget, TeacherMeter meter) : ITeacher
{
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

        return inner.AskAsync(request, ct);
    }
}
