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
            case Spending.WithinBudget when !Covers(declared, plan.Calls):
                session.Findings.Add(
                    BuildDiagnostics.BudgetTooSmall, session.Definition.Name.Place,
                    FormattableString.Invariant($"{Needed(plan.Calls)}, and budget.calls is {declared}"),
                    "raise budget.calls, or allow it once with --teacher allow");
                throw new BuildStop(ExitCode.Budget);
            case Spending.Ask when Covers(declared, plan.Calls):
                session.StayWithinBudget(); // nobody was asked, so the estimate may not err at anybody's cost
                break;
            case Spending.Ask when !await consent(plan, ct):
                throw Refused(session, plan, "it was not allowed");
            default:
                break;
        }
    }

    private static bool Covers(long? declared, PlannedCalls calls) => calls.Known + calls.Estimated <= declared;

    private static string Needed(PlannedCalls calls)
    {
        var known = calls.Known == 1 ? "1 call is needed" : FormattableString.Invariant($"{calls.Known} calls are needed");
        return calls.Estimated == 0 ? known : FormattableString.Invariant($"{known} now and about {calls.Estimated} behind them ({calls.Basis})");
    }

    private static MissingStop Refused(BuildSession session, PlanOutcome plan, string because)
    {
        var first = plan.Missing[0];
        var missing = $"{(plan.Calls.Known == 1 ? "1 answer is" : FormattableString.Invariant($"{plan.Calls.Known} answers are"))} missing and {because}";
        session.Findings.Add(
            BuildDiagnostics.ResponseMissing, session.Definition.Steps.First(s => s.Name == first.Step).Place,
            first.Rejected is { } rejected
                ? $"{missing}; the stored answer {rejected.Key[..12]} of step {first.Step} for seed {Quoted.Text(first.Seed)} does not fit the schema: {rejected.Problem}"
                : $"{missing}; the first is {first.Key[..12]} of step {first.Step} for seed {Quoted.Text(first.Seed)}",
            first.Rejected is { } wrong
                ? $"have it repaired with --teacher allow, or `dotnet synth store forget {wrong.Key[..12]}` and import one that fits"
                : session.Tried is not null ? "buy with --teacher allow"
                : "buy with --teacher allow, or answer by hand: `dotnet synth render --requests`, then `dotnet synth store import`");
        return new MissingStop(plan);
    }
}
