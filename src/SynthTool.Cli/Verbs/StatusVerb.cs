using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StatusVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "status",
        "Say what is out of date, and why. Changes none of your files.",
        [
            "dotnet synth status",
            "dotnet synth status support-qa --exit-code          # ends with 3 when it is out of date",
        ],
        [Datasets, CliOptions.FailWhenStale, CliOptions.Jobs])
    {
        RunAsync = (session, ct) => EachDataset.InOrderAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, ordered) =>
            {
                var plan = await session.Engine.Plan(workspace, ordered.Target.Definition, session.BuildOptions, ct);
                return ordered.NeededBy is not null && plan.Status is BuildStatus.UpToDate ? null : new Told(CodeFor(plan, session.Parsed.GetValue(CliOptions.FailWhenStale)), plan.Diagnostics)
                {
                    Answer = PlanReport.Status(plan, session.Verbose),
                    Json = json => PlanJson.Write(json, plan),
                };
            },
            ct,
            ofRepository: workspace => new Told(ExitCode.Done, session.Engine.CheckupRepository(workspace).Diagnostics)),
    };

    private static ExitCode CodeFor(PlanOutcome plan, bool failWhenStale) => Told.CodeFor(plan.Diagnostics) switch
    {
        ExitCode.Done when failWhenStale && plan.Status is not BuildStatus.UpToDate => ExitCode.OutOfDate,
        var code => code,
    };
}
