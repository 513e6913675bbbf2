using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ANumberThatIsTooLarge
{
    [Fact]
    public async Task MakesItsColumnTextInsteadOfFailingWhenAllIsBought()
    {
        using var dataset = TestDataset.Of(0).Write("seeds/a.jsonl", """
            {"id":"a","text":"t","n":1}
            {"id":"b","text":"t","n":12345678901234567890}

            """).Redefine("columns: { id: row.id,", "columns: { id: row.id, n: seed.n,");

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 2L), (outcome.ExitCode, outcome.Calls));
        Assert.Contains("\"type\": \"json\"", dataset.Outputs()["out/set/manifest.json"], StringComparison.Ordinal);
    }
}
