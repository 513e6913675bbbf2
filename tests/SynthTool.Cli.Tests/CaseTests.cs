using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

/// <summary>Runs every folder below <c>Cases/</c>; <c>Cases/README.md</c> says how to write one.</summary>
public sealed class ACase
{
    public static TheoryData<string> Names => [.. Directory.GetDirectories(Repository.Path("tests/SynthTool.Cli.Tests/Cases")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task IsAsApproved(string name)
    {
        var folder = Repository.Path($"tests/SynthTool.Cli.Tests/Cases/{name}");

        Approved.CheckFile(Path.Combine(folder, "approved.txt"), await CaseRun.RunAsync(folder));
    }
}
