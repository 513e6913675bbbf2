using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class ImportedAnswers
{
    private readonly MemoryResponses store = new();
    private readonly Findings findings = new();

    [Fact]
    public async Task NeedAKeyAndATextAndAreCounted()
    {
        await store.PutAsync(1);
        await store.PutAsync(2);
        var counts = await ImportAsync($$"""
            {"key":"{{Sample.Key(1)}}","text":"answer 1"}
            {"key":"{{Sample.Key(2)}}","text":"another"}

            {"text":"new","key":"{{Sample.Key(3)}}","tokens":9}
            {"key":"{{Sample.Key(3)}}","text":"new"}
            {"key":"{{Sample.Key(3)}}","text":"newer"}
            {"key":"{{Sample.Key(4)}}"}
            oops
            {"key":"{{Sample.Key(5)}}","text":"last"}
            """);

        Assert.Equal(new ImportCounts(New: 2, Known: 2, Conflicting: 2, Invalid: 2), counts);
        Assert.Equal("answer 1, answer 2, new, -, last", store.TextsOf(1, 2, 3, 4, 5));
        Assert.Equal(
            [("SYNTH0310", 2), ("SYNTH0310", 6), ("SYNTH0309", 7), ("SYNTH0309", 8)],
            findings.ToSorted().Select(d => (d.Kind.Code, d.Place!.Line)));
    }

    [Fact]
    public async Task AreBoundedInSizeAndTheNextLineIsStillFound()
    {
        var counts = await ImportAsync("\uFEFF" + Sample.Line(1) + new string('x', 40_000_000) + "\n" + Sample.Line(2).TrimEnd('\n') + "\r\n" + Sample.Line(3).TrimEnd('\n'));

        Assert.Equal(new ImportCounts(3, 0, 0, 1), counts);
        var found = Assert.Single(findings.ToSorted());
        Assert.Equal(new SourcePlace("answers.jsonl", 2), found.Place);
        Assert.Contains("larger than 16 MiB", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreWhatWasExported()
    {
        foreach (var number in Enumerable.Range(0, 2500))
        {
            await store.PutAsync(number);
        }

        await store.PutAsync(7000, Sample.Full);
        using var exported = new MemoryStream();
        Assert.Equal(2501, ResponseExport.Run(exported, [.. store.Keys, Sample.Key(3), Sample.Key(9999)], store));
        var text = Encoding.UTF8.GetString(exported.ToArray());
        Assert.Equal(text.Split('\n').Order(StringComparer.Ordinal).Count(), text.Split('\n').Distinct().Count());

        using var folder = new TemporaryFolder(inMemory: true);
        await using (var other = Sample.Packs(folder))
        {
            exported.Position = 0;
            Assert.Equal(new ImportCounts(2501, 0, 0, 0), await ResponseImport.RunAsync(exported, "answers.jsonl", other, findings, (_, _) => null, CancellationToken.None));
            exported.Position = 0;
            Assert.Equal(new ImportCounts(0, 2501, 0, 0), await ResponseImport.RunAsync(exported, "answers.jsonl", other, findings, (_, _) => null, CancellationToken.None));
        }

        await using var later = Sample.Packs(folder, "w2");
        using var again = new MemoryStream();
        ResponseExport.Run(again, later.Keys(), later);
        Assert.Equal(text, Encoding.UTF8.GetString(again.ToArray()));
        Assert.Empty(findings.ToSorted());
    }

    private async Task<ImportCounts> ImportAsync(string lines)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        return await ResponseImport.RunAsync(stream, "answers.jsonl", store, findings, (_, _) => null, CancellationToken.None);
    }
}
