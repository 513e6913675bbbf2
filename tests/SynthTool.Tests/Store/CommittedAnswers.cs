using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class CommittedAnswers : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);
    private readonly MemoryResponses bought = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AreWrittenSortedOneALineInTheFileOfTheirStep()
    {
        await BuyAsync(1, 2, 3, 4);
        using var committed = Sample.Committed(folder);

        Assert.True(Write(committed, ("draft", [3, 1, 1]), ("score", [3, 4])));

        Assert.Equal(["draft.jsonl", "score.jsonl"], Names());
        Assert.Equal(Sorted(1, 3), Text("draft.jsonl")); // a key that two steps share lies with the first
        Assert.Equal(Sorted(4), Text("score.jsonl"));
        Assert.Equal("answer 1, -, answer 3, answer 4", committed.TextsOf(1, 2, 3, 4));
    }

    [Fact]
    public async Task StayByteForByteAndFileForFileWhenNothingIsNew()
    {
        await BuyAsync(1, 2, 3);
        using (var committed = Sample.Committed(folder))
        {
            Write(committed, ("draft", [1, 2, 3]));
        }

        var stamp = FileStamp.Of(folder["responses/draft.jsonl"]);
        using (var committed = Sample.Committed(folder))
        {
            Assert.False(Write(committed, ("draft", [2])));
        }

        Assert.Equal(stamp, FileStamp.Of(folder["responses/draft.jsonl"]));
        Assert.Equal(Sorted(1, 2, 3), Text("draft.jsonl"));
    }

    [Fact]
    public async Task OfTwoBranchesAreOneAfterAUnionMergeAndAreSortedByTheNextBuild()
    {
        folder.Write("responses/draft.jsonl", Sorted(1, 2, 3) + Sorted(2, 3, 4));
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("answer 1, answer 2, answer 3, answer 4", committed.TextsOf(1, 2, 3, 4));
        Assert.Empty(findings.ToSorted());
        await BuyAsync(4);
        Assert.True(Write(committed, ("draft", [4])));
        Assert.Equal(Sorted(1, 2, 3, 4), Text("draft.jsonl"));
    }

    [Fact]
    public void ThatDisagreeAreDecidedByTheFirstLineWithAWarning()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1, new Answer("ours")) + Sample.Line(2) + Sample.Line(1, new Answer("theirs")));
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("ours", committed.TextOf(1));
        var found = Assert.Single(findings.ToSorted());
        Assert.Equal(("SYNTH0307", new SourcePlace("responses/draft.jsonl", 3)), (found.Kind.Code, found.Place));
        Assert.Contains(Sample.Key(1).ToString(), found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PreferWhatReplacedAFailureInAnotherBranch()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1, Sample.Failed()) + Sample.Line(1, new Answer("bought again")));
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("bought again", committed.TextOf(1));
        Assert.Empty(findings.ToSorted());
    }

    [Fact]
    public async Task OfBothSidesOfAConflictAreUsedAndTheNextBuildTidiesThem()
    {
        folder.Write("responses/draft.jsonl", $"{Sample.Line(1)}<<<<<<< HEAD\n{Sample.Line(2)}||||||| base\n=======\n{Sample.Line(3)}>>>>>>> other\n");
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("answer 1, answer 2, answer 3", committed.TextsOf(1, 2, 3));
        var found = Assert.Single(findings.ToSorted());
        Assert.Equal(("SYNTH0308", 2), (found.Kind.Code, found.Place?.Line));
        Assert.Contains("dotnet synth build", found.Hint, StringComparison.Ordinal);
        Assert.Equal(0, committed.IntegrityErrors);
        await BuyAsync(1);
        Write(committed, ("draft", [1]));
        Assert.Equal(Sorted(1, 2, 3), Text("draft.jsonl"));
    }

    [Fact]
    public void ThatAreCutOrNoAnswersAreMissesWithTheirLine()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1) + "\n{\"key\": 1}\n" + Sample.Line(2) + Sample.Line(3)[..^9]);
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("answer 1, answer 2, -", committed.TextsOf(1, 2, 3));
        Assert.Equal(["SYNTH0306", "SYNTH0306"], findings.Codes());
        Assert.Equal([3, 5], findings.ToSorted().Select(d => d.Place!.Line));
        Assert.Equal(2, committed.IntegrityErrors);
    }

    [Fact]
    public void AreReadFromAWindowsCheckoutWithAByteOrderMark()
    {
        folder.Write("responses/draft.jsonl", "\uFEFF" + (Sample.Line(1) + Sample.Line(2)).Replace("\n", "\r\n", StringComparison.Ordinal));
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("answer 1, answer 2", committed.TextsOf(1, 2));
        Assert.Empty(findings.ToSorted());
    }

    [Fact]
    public void AreFoundAcrossThePiecesOfALargeFile()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 2.5 * CommittedScan.PieceBytes; i++)
        {
            text.Append(Sample.Line(i, new Answer(new string('x', (i * 7919) % 60_000) + i)));
        }

        var lines = text.ToString();
        var cut = lines.IndexOf('\n', CommittedScan.PieceBytes - 1); // and once with a line that ends exactly with a piece
        foreach (var shift in (int[])[0, (2 * CommittedScan.PieceBytes) - cut - 1])
        {
            folder.Write("responses/draft.jsonl", (shift == 0 ? "" : new string(' ', shift - 1) + "\n") + lines + "x\n");
            var findings = new Findings();
            using var committed = Sample.Committed(folder, findings);
            var count = lines.Count(c => c == '\n');

            Assert.Equal(count, committed.Count);
            Assert.Equal(count, committed.Keys().Count);
            Assert.Equal(count + (shift == 0 ? 1 : 2), Assert.Single(findings.ToSorted()).Place!.Line);
        }
    }

    [Fact]
    public void LongerThanAnyAnswerAreReportedAndHideNothing()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1) + Sample.Line(2, new Answer(new string('x', Answer.MaxBytes + 10_000_000))) + Sample.Line(3));
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);

        Assert.Equal("answer 1, -, answer 3", committed.TextsOf(1, 2, 3));
        var found = Assert.Single(findings.ToSorted());
        Assert.Equal(("SYNTH0306", 2), (found.Kind.Code, found.Place!.Line));
        Assert.Contains("larger than 16 MiB", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreSplitByTheirKeysWhenTheyAreManyWhateverTheWayThere()
    {
        var all = Enumerable.Range(0, 300).ToArray();
        await BuyAsync(all);
        using (var committed = Sample.Committed(folder, maxFileBytes: 4000))
        {
            Write(committed, ("draft", all[..10]));
            Assert.Equal(["draft.jsonl"], Names());
            Write(committed, ("draft", all[10..200]));
            Write(committed, ("draft", all));
            Assert.Equal("answer 0, answer 299", committed.TextsOf(0, 299));
        }

        Assert.Equal([.. "0123456789abcdef".Select(c => $"draft.{c}.jsonl")], Names());
        Assert.Equal(Sorted(all), string.Concat(Names().Select(Text)));
        using var again = Sample.Committed(folder, maxFileBytes: 4000);
        Assert.False(Write(again, ("draft", all)));
        Assert.Equal(300, again.Count);

        Assert.Equal(new StoreChange(295), again.Collect(all[..5].Select(Sample.Key).ToHashSet()));
        Assert.Equal(["draft.jsonl"], Names());
        Assert.Equal(Sorted(all[..5]), Text("draft.jsonl"));
    }

    [Fact]
    public async Task ThatFailedGiveWayToWhatReplacedThem()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1, Sample.Failed()) + Sample.Line(2, Sample.Failed()));
        using var committed = Sample.Committed(folder);
        var layers = new LayeredStore([committed], bought, retryQuarantined: true);
        await layers.PutAsync(1, new Answer("at last"));

        Assert.True(committed.Write([new StepAnswers("score", [Sample.Key(1), Sample.Key(2)])], layers));

        Assert.Equal("at last, I cannot", committed.TextsOf(1, 2));
        Assert.Equal(["draft.jsonl"], Names()); // in the place of the failure
    }

    [Fact]
    public void AreForgottenLineByLineAndAFileWithoutLinesGoes()
    {
        folder.Write("responses/draft.jsonl", Sorted(1, 2, 3));
        folder.Write("responses/score.jsonl", Sorted(4));
        using var committed = Sample.Committed(folder);

        Assert.Equal(new StoreChange(2), committed.Forget([Sample.Key(2), Sample.Key(4), Sample.Key(9)]));

        Assert.Equal("answer 1, -, answer 3, -", committed.TextsOf(1, 2, 3, 4));
        Assert.Equal(["draft.jsonl"], Names());
        Assert.Equal(Sorted(1, 3), Text("draft.jsonl"));
    }

    [Fact]
    public void ThatChangeUnderARunningBuildAreMissesNotWrongAnswers()
    {
        folder.Write("responses/draft.jsonl", Sample.Line(1) + Sample.Line(2));
        var findings = new Findings();
        using var committed = Sample.Committed(folder, findings);
        File.WriteAllText(folder["responses/draft.jsonl"], Sample.Line(3, new Answer("longer than the first one was")) + Sample.Line(4));

        Assert.Equal("-, -", committed.TextsOf(1, 2));
    }

    private async Task BuyAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await bought.PutAsync(number);
        }
    }

    private bool Write(CommittedResponses committed, params (string Step, int[] Keys)[] steps) =>
        committed.Write([.. steps.Select(s => new StepAnswers(s.Step, [.. s.Keys.Select(Sample.Key)]))], new LayeredStore([committed], bought));

    private string[] Names() => [.. Directory.GetFiles(folder["responses"]).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    private string Text(string name) => File.ReadAllText(folder["responses/" + name]);

    private static string Sorted(params int[] numbers) => string.Concat(numbers.OrderBy(Sample.Key).Select(Sample.Line));
}
