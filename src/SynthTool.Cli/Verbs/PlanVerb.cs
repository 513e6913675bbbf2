using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class PlanVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "plan",
        "Say what a build would do and cost, and why. Changes none of your files.",
        [
            "dotnet synth plan                                   # how many calls a build would make",
            "dotnet synth plan support-qa -v                     # with all reasons and missing answers",
        ],
        [Datasets, CliOptions.Force, CliOptions.RetryQuarantined, CliOptions.Jobs])
    {
        RunAsync = (session, ct) => EachDataset.InOrderAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, ordered) =>
            {
                var plan = await session.Engine.Plan(workspace, ordered.Target.Definition, session.BuildOptions, ct);
                return ordered.NeededBy is not null && plan.Status is BuildStatus.UpToDate ? null : new Told(Told.CodeFor(plan.Diagnostics), plan.Diagnostics)
                {
                    Answer = PlanReport.Plan(plan, session.Verbose),
                    Json = json => PlanJson.Write(json, plan),
                };
            },
            ct),
    };
}
