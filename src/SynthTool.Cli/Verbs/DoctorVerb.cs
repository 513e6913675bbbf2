using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class DoctorVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "doctor",
        "Look at what surrounds the datasets: git, store, locks, versions, disk, environment, unused answers. Changes none of your files.",
        [
            "dotnet synth doctor",
            "dotnet synth doctor support-qa --json",
        ],
        [Datasets])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) => Tell(await session.Engine.CheckupDataset(workspace, definition, ct)),
            ct,
            ofRepository: workspace => Tell(session.Engine.CheckupRepository(workspace))),
    };

    private static Told Tell(Checkup checkup) => new(Told.CodeFor(checkup.Diagnostics), checkup.Diagnostics)
    {
        Answer = CheckupReport.Lines(checkup),
        Json = json => CheckupReport.Write(json, checkup),
    };
}
