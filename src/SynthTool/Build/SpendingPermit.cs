using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Decides whether what is missing may be bought.</summary>
internal static class SpendingPermit
{
    /// <summary>Returns when it may be bought.</summary>
    /// <exception cref="BuildStop">It may not; the session's findings say why and what to do.</exception>
    public static async ValueTask ObtainAsync(BuildSession session, PlanOutcome plan, Consent consent, CancellationToken ct)
    {
        if (session.Options.Offline || session.Options.Spending is Spending.Never)
        {
            throw Refused(session, plan, session.Options.Offline ? "this build is offline" : "spending is not permitted here");
        }

        var declared = session.Definition.BudgetCalls;
        switch (session.Options.Spending)
        {
            case Spending.WithinBudget when declared is null:
                throw Refused(session, plan, "the definition declares no budget");
            case Spending.WithinBudget when plan.Calls.Known > declared:
                session.Findings.Add(
                    BuildDiagnostics.BudgetTooSmall, session.Definition.Name.Place,
                    FormattableString.Invariant($"{plan.Calls.Known} calls are needed, and budget.calls is {declared}"),
                    "raise budget.calls, or allow it once with --teacher allow");
                throw new BuildStop(ExitCode.Budget);
            case Spending.Ask when !(plan.Calls.Known + plan.Calls.Estimated <= declared) && !await consent(plan, ct):
                throw Refused(session, plan, "it was not allowed");
            default:
                break;
        }
    }

    private static MissingStop Refused(BuildSession session, PlanOutcome plan, string because)
    {
        var first = plan.Missing[0];
        session.Findings.Add(
            BuildDiagnostics.ResponseMissing, session.Definition.Steps.First(s => s.Name == first.Step).Place,
            FormattableString.Invariant($"{(plan.Calls.Known == 1 ? "1 answer is" : $"{plan.Calls.Known} answers are")} missing and {because}; the first is {first.Key[..12]} of step {first.Step} for seed {Quoted.Text(first.Seed)}"),
            "buy with --teacher allow, or answer by hand: `dotnet synth render --requests`, then `dotnet synth store import`");
        return new MissingStop(plan);
    }
}
