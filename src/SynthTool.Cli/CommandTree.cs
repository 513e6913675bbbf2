using System.CommandLine;
using SynthTool.Cli.Verbs;

namespace SynthTool.Cli;

/// <summary>All verbs. Built once: it holds words, no state.</summary>
internal static class CommandTree
{
    /// <summary>Verbs of later versions, so that a message can say so.</summary>
    public static readonly IReadOnlyList<string> Later = ["review", "report", "teacher"];

    public static RootCommand Root { get; } = Create();

    private static RootCommand Create()
    {
        var root = new RootCommand("Synthetic training data as a build artifact: seeds and prompts in git, Parquet shards out.");
        root.Options.Clear();
        root.Directives.Clear();
        root.Add(CliOptions.Help);
        root.Add(CliOptions.Version);
        foreach (var verb in new Command[]
        {
            NewVerb.Create(), ValidateVerb.Create(), RenderVerb.Create(), PlanVerb.Create(), BuildVerb.Create(), StatusVerb.Create(), ListVerb.Create(),
            ExplainVerb.Create(), PreviewVerb.Create(), SchemaVerb.Create(), VerifyVerb.Create(), DiffVerb.Create(), ExportVerb.Create(), CleanVerb.Create(),
            DoctorVerb.Create(), WatchVerb.Create(), StoreVerbs.Create(),
        })
        {
            root.Add(verb);
        }

        return root;
    }
}
