using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AnswersOutsideTheRoot
{
    [Fact]
    public async Task AreNamedWithTheWayBackWhichCostsNoCall()
    {
        using var dataset = await TestDataset.Of(6).BuiltAsync();
        Directory.CreateDirectory(dataset.At(".synth"));
        Directory.Move(dataset.InRoot(".synth/responses"), dataset.At(".synth/responses"));

        var found = (await DatasetValidate.RunAsync(dataset.Workspace(), dataset.Definition, 1, CancellationToken.None)).Diagnostics;

        Assert.Equal("SYNTH1321 data/.synth/responses", $"{Assert.Single(found).Kind.Code} {found[0].Place}");
        Directory.CreateDirectory(dataset.InRoot(".synth/responses"));
        foreach (var pack in Directory.GetFiles(dataset.At(".synth/responses"), "*.pack"))
        {
            File.Move(pack, dataset.InRoot($".synth/responses/{Path.GetFileName(pack)}"));
        }

        dataset.Remove("data/.synth");
        var outcome = await dataset.BuildAsync(o => o with { Force = true });
        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Empty(outcome.Diagnostics);
    }
}
