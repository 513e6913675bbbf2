namespace SynthTool.Build;

/// <summary>Ends a build for answers that may not be bought.</summary>
internal sealed class MissingStop(PlanOutcome plan) : BuildStop(ExitCode.ResponseMissing)
{
    public PlanOutcome Plan { get; } = plan;
}
