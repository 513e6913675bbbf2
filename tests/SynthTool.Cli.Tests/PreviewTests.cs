using System.Text.Json;
using CsCheck;
using SynthTool.Build;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Report;

namespace SynthTool.Cli.Tests;

public sealed class APreviewOnATerminal
{
    [Fact]
    public void ThatIsStoppedSaysWhyInsteadOfCountingSeeds()
    {
        var failed = new PreviewOutcome("a", "a.synth.yaml", ExitCode.Failed, [Sample.Error]);
        var missing = failed with { ExitCode = ExitCode.ResponseMissing, Diagnostics = [], MissingCount = 2 };
        var tried = new PreviewChoice(5, null, null) { Prompt = new OtherPrompt(null, "other.sbn") };

        Assert.Equal("a: no rows: 1 error; 0 calls, 0 reused; shards and lock are untouched", Assert.Single(PreviewReport.Summary(failed, new PreviewChoice(5, null, null), verbose: false)));
        Assert.Equal(
            ["a: no rows: 2 answers are missing; 0 calls, 0 reused; shards and lock are untouched", "  to buy:  the same with --teacher allow"],
            PreviewReport.Summary(missing, tried, verbose: false));
    }

    [Fact]
    public void ShowsTwoAnswersBelowEachOtherWhereItIsNarrow() =>
        Approved.Check("preview prompt narrow", string.Join('\n', PreviewReport.Lines(Sample.Compared, onlyDropped: false, 60)) + "\n");

    [Fact]
    public void IsATableThatIsNoWiderThanTheTerminal()
    {
        var values = Gen.Select(Gen.String[Gen.Char["ab cß是😀\n\t\u0301\u001b"], 0, 120], Gen.String[0, 30]);
        Gen.Select(values.List[1, 5], Gen.Int[1, 6], Gen.Int[40, 130]).Sample((rows, columns, width) =>
        {
            var outcome = new PreviewOutcome("a", "a.synth.yaml", ExitCode.Done, [])
            {
                Rows = [.. rows.Select(r => new PreviewRow("row-1/0", "train", [.. Enumerable.Range(0, columns).Select(i => new ExplainedColumn($"c{i}", Json(i % 2 == 0 ? r.Item1 : r.Item2)))]))],
            };

            Assert.All(PreviewReport.Lines(outcome, onlyDropped: false, width), line => Assert.True(DisplayWidth.Of(line) <= width, line));
        });
    }

    [Fact]
    public void LosesNoWord()
    {
        var lines = DisplayWidth.Wrap("one two  three 是的是的是的 loooooooooooong\n\nend", 8).ToList();

        Assert.Equal(["one two", "three", "是的是的", "是的", "looooooo", "ooooong", "", "end"], lines);
    }

    [Theory]
    [InlineData("a b c", "a b c", "a b c", "a b c")]
    [InlineData("a b c", "a x y c", "a [-b-] c", "a {+x y+} c")]
    [InlineData("", "a", "", "{+a+}")]
    [InlineData("a b", "b", "[-a-] b", "b")]
    public void MarksTheWordsThatDiffer(string own, string other, string ownMarked, string otherMarked) =>
        Assert.Equal((ownMarked, otherMarked), WordMarks.Between(own, other));

    [Theory]
    [InlineData(80, "qa: teacher 1,204/4,816, 12 rows/s, 300 reused")]
    [InlineData(40, "qa: teacher 1,204/4,816, 12 rows/s")]
    [InlineData(24, "qa: teacher 1,204/4,816")]
    [InlineData(20, "qa: teacher")]
    public void ShowsOfAProgressLineOnlyWholeParts(int width, string shown)
    {
        using var written = new StringWriter();

        new Talk(written, new TalkStyle { Live = true, Width = width }).Progress("qa: teacher 1,204/4,816, 12 rows/s, 300 reused");

        Assert.Equal(shown, written.ToString().Trim('\r').Split('\u001b')[0]);
    }

    [Theory]
    [InlineData("--prompt", "../other.sbn")]
    [InlineData("--prompt", "/etc/passwd")]
    public async Task ReadsNoPromptOutsideTheRepository(params string[] args)
    {
        using var repository = new TempRepository().Dataset("data", "support-qa");

        var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync(["preview", .. args]);

        Assert.Equal(1, result.Code);
        Assert.Contains("error SYNTH0101", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prompt", "a.sbn", "--candidate")]
    [InlineData("--prompt", "a.sbn", "--until", "x")]
    [InlineData("--candidate", "--row", "x")]
    [InlineData("--step", "x")]
    public async Task RefusesOptionsThatContradictEachOther(params string[] args)
    {
        using var repository = new TempRepository().Dataset("data", "support-qa");

        Assert.Equal(2, (await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync(["preview", .. args])).Code);
    }

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text.Replace("\ud800", "", StringComparison.Ordinal));
}
