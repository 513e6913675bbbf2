using System.Globalization;
using CsCheck;
using SynthTool.Build;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Diagnostics;
using SynthTool.Report;

namespace SynthTool.Cli.Tests;

public sealed class TextFromOutside
{
    [Fact]
    public void NeverSteersATerminalOrBreaksALine() => Gen.String[Gen.Char['\0', '\uffff'], 0, 40].Sample(text =>
    {
        var line = Printable.Line(text);
        return !line.Any(char.IsControl) && Printable.Line(line) == line && HasOnlyWholeCharacters(line);
    });

    [Theory]
    [InlineData("a\nb\tc\r", "a\\nb\\tc\\r")]
    [InlineData("\u001b[2Jgone", "\\u001b[2Jgone")]
    [InlineData("\u202eevil", "\\u202eevil")]
    [InlineData("😀 é →", "😀 é →")]
    public void IsEscapedReadably(string text, string shown) => Assert.Equal(shown, Printable.Line(text));

    [Fact]
    public void ShowsHalfACharacterAsWhatItIs() => Assert.Equal("half \\ud83d", Printable.Line("half \ud83d")); // no attribute can carry one

    private static bool HasOnlyWholeCharacters(string text) => !new System.Text.UTF8Encoding(false, false).GetString(System.Text.Encoding.UTF8.GetBytes(text)).Contains('\ufffd') || text.Contains('\ufffd');
}

public sealed class AFinding
{
    [Theory]
    [InlineData("", 0, 0, "error SYNTH0601: m", "dotnet-synth: error SYNTH0601: m (hint: h)")]
    [InlineData("a b.json", 0, 0, "a b.json: error SYNTH0601: m", "a b.json: error SYNTH0601: m (hint: h)")]
    [InlineData("a.json", 3, 0, "a.json:3: error SYNTH0601: m", "a.json(3): error SYNTH0601: m (hint: h)")]
    [InlineData("a.json", 3, 12, "a.json:3:12: error SYNTH0601: m", "a.json(3,12): error SYNTH0601: m (hint: h)")]
    public void HasAFormForPeopleAndOneForMsBuild(string path, int line, int column, string forPeople, string forMsBuild)
    {
        var found = new Diagnostic(Sample.Wrong, path.Length == 0 ? null : new SourcePlace(path, line, column), "m", "h");

        Assert.Equal([forPeople, "  hint: h"], DiagnosticText.ForPeople(found).Lines);
        Assert.Equal([forMsBuild], DiagnosticText.ForMsBuild(found).Lines);
    }

    [Theory]
    [InlineData("", 0, 0, "::error title=SYNTH0601::SYNTH0601: 5 %25, a:b (hint: h)", "##vso[task.logissue type=error;code=SYNTH0601]SYNTH0601: 5 %AZP25, a:b (hint: h)")]
    [InlineData("a,b;c].json", 3, 12,
        "::error file=a%2Cb;c].json,line=3,col=12,title=SYNTH0601::SYNTH0601: 5 %25, a:b (hint: h)",
        "##vso[task.logissue type=error;sourcepath=a,b%3Bc%5D.json;linenumber=3;columnnumber=12;code=SYNTH0601]SYNTH0601: 5 %AZP25, a:b (hint: h)")]
    public void HasAFormForEachRunner(string path, int line, int column, string gitHub, string azure)
    {
        var found = new Diagnostic(Sample.Wrong, path.Length == 0 ? null : new SourcePlace(path, line, column), "5 %, a:b", "h");

        Assert.Equal([gitHub], DiagnosticText.ForGitHub(found).Lines);
        Assert.Equal([azure], DiagnosticText.ForAzure(found).Lines);
    }

    [Theory]
    [InlineData("##vso[task.setvariable variable=a]b")]
    [InlineData("x ##VSO[task.setvariable variable=a]b")]
    [InlineData("x ##[add-mask]b")]
    [InlineData("\n::add-mask::b")]
    public void CommandsNoRunner(string said)
    {
        var found = new Diagnostic(Sample.Wrong, new SourcePlace(said, 3), said, said);
        foreach (var format in Enum.GetValues<LogFormat>())
        {
            var lines = DiagnosticText.Of(found, format).Lines.Select(l => l.Replace("##vso[task.logissue", "", StringComparison.Ordinal)).ToList();

            Assert.All(lines, l => Assert.DoesNotMatch(@"(?i)##(vso)?\[|\n|^::(?!error )", l));
        }
    }

    [Fact]
    public void StaysOnItsLineWhateverItSays()
    {
        var found = new Diagnostic(Sample.Odd, new SourcePlace("a\nb"), "x\r\ny", "1\n2");

        Assert.Equal(["a\\nb: warning SYNTH0602: x\\r\\ny", "  hint: 1\\n2"], DiagnosticText.ForPeople(found).Lines);
    }
}

public sealed class ANumber
{
    [Fact]
    public void LooksTheSameInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };

            Assert.Equal(
                ["1,234,567", "1 call", "0 calls", "84 ms", "3.2 s", "1.0 s", "2 min 5 s", "1 h 12 min", "0.42 USD", "0.0042 USD", "0.042 USD", "0.00 EUR", "99 %", "12.3/s", "1.5 KiB", "8.4 GiB"],
                [
                    Amounts.Of(1234567), Amounts.Of(1, "call"), Amounts.Of(0, "call"), Amounts.Of(TimeSpan.FromMilliseconds(84)), Amounts.Of(TimeSpan.FromSeconds(3.2)),
                    Amounts.Of(TimeSpan.FromMilliseconds(999.9)), Amounts.Of(TimeSpan.FromSeconds(125)), Amounts.Of(TimeSpan.FromMinutes(72)), Amounts.Money(0.42m, "USD"),
                    Amounts.Money(0.0042m, "USD"), Amounts.Money(0.042m, "USD"), Amounts.Money(0, "EUR"), Amounts.Share(999, 1000), Amounts.Rate(12.34), Amounts.Bytes(1536), Amounts.Bytes(9_000_000_000),
                ]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

public sealed class ARunningBuild
{
    private readonly ManualClock clock = new();
    private readonly StringWriter shown = new();

    [Fact]
    public void RewritesOneLineOnATerminal()
    {
        var report = Report(new TalkStyle { Live = true, Width = 96 });
        report.On(new BuildEvent.PhaseStarted("qa", "teacher", 816));
        for (var i = 0; i < 25; i++)
        {
            report.On(new BuildEvent.Progressed("qa", new Progress("teacher", i, 816, i, 8, 300, 10, 9, 0.5m, "USD")));
            clock.Pass(TimeSpan.FromMilliseconds(20));
        }

        report.On(new BuildEvent.Found("qa", Sample.Warning));
        report.Finish([Sample.Warning, Sample.Error]);

        Approved.Check("progress on a terminal", shown.ToString().Replace("\u001b[K", "<erase>", StringComparison.Ordinal).Replace("\r", "<return>", StringComparison.Ordinal));
    }

    [Fact]
    public void PrintsALineNowAndThenElsewhere()
    {
        var report = Report(new TalkStyle());
        report.On(new BuildEvent.Waiting("qa", "process 7 on host"));
        report.On(new BuildEvent.PhaseStarted("qa", "answers", 0));
        for (var i = 0; i < 250; i++)
        {
            report.On(new BuildEvent.Progressed("qa", new Progress("answers", i, 0, 0, 0, i, 0, 0, null, null)));
            clock.Pass(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(
            "qa: waiting for process 7 on host, which builds it\n"
            + "qa: answers 100, 10.0/s, 0 calls, 100 reused\n"
            + "qa: answers 200, 10.0/s, 0 calls, 200 reused\n",
            shown.ToString());
    }

    [Fact]
    public void KeepsFindingsForTheSortedEndExceptWhileItAsks()
    {
        var report = Report(new TalkStyle());
        report.On(new BuildEvent.Found("qa", Sample.Error));
        Assert.Equal("", shown.ToString());

        report.On(new BuildEvent.PhaseStarted("qa", "teacher", 10));
        report.On(new BuildEvent.Found("qa", Sample.Warning));
        Assert.StartsWith("seeds/a.jsonl:9: warning", shown.ToString(), StringComparison.Ordinal);

        report.Finish([Sample.Error, Sample.Warning]);
        Assert.Equal(1, shown.ToString().Split("warning").Length - 1);
        Assert.Contains("seeds/a.jsonl:3:12: error", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ColoursOnlyTheSeverity()
    {
        new Talk(shown, new TalkStyle { Colour = true }).Found(Sample.Error with { Hint = null });

        Assert.Equal("seeds/a.jsonl:3:12: \u001b[31merror\u001b[0m SYNTH0601: the seed \"c-1\" lacks \"tone\"\n", shown.ToString());
    }

    [Theory]
    [InlineData(true, "", true, "a → b…")]
    [InlineData(true, "NO_COLOR=1", false, "a → b…")]
    [InlineData(true, "TERM=dumb", false, "a → b…")]
    [InlineData(true, "LC_ALL=C", true, "a -> b...")]
    [InlineData(false, "LC_ALL=C", false, "a → b…")]
    public void ShowsWhatThePlaceCanShow(bool isTerminal, string variable, bool steers, string text)
    {
        string? Read(string name) => variable.Split('=') is [var set, var value] && set == name ? value : name == "LANG" ? "de_DE.UTF-8" : null;
        var style = TalkStyle.For(isTerminal, 80, Read);

        new Talk(shown, style).Line("a → b…");

        Assert.Equal((steers, steers), (style.Live, style.Colour));
        Assert.Equal(OperatingSystem.IsWindows() ? "a → b…\n" : text + "\n", shown.ToString());
    }

    private ConsoleReport Report(TalkStyle style) => new(new Talk(shown, style), clock);
}

public sealed class ReasonsOfStaleness
{
    [Fact]
    public void AreToldOnceEachWithWhatTheyMakeStale()
    {
        StaleReason[] reasons =
        [
            Seed("dataset"), Seed("partition:c-1"), Seed("shard:out/qa/sft/train-1.parquet"),
            Template("dataset"), .. Enumerable.Range(0, 1200).Select(i => Template(FormattableString.Invariant($"partition:c-{i}"))), Template("shard:a"), Template("shard:b"),
            new("partition:c-1", StaleCode.ResponseMissing), new("partition:c-9", StaleCode.ResponseMissing),
            new("shard:out/qa/sft/train-2.parquet", StaleCode.OutputMissing),
        ];

        Assert.Equal(
            [
                "  dataset: seed-changed at seeds/a.jsonl:3 (c-3), 1 partition, shard out/qa/sft/train-1.parquet",
                "  dataset: template-changed at prompts/a.sbn, 1,200 partitions, 2 shards",
                "  partition \"c-1\" and 1 more: response-missing",
                "  shard out/qa/sft/train-2.parquet: output-missing",
            ],
            StaleLines.Of([.. reasons], all: false));
    }

    [Fact]
    public void NameEverythingWhenAllIsWanted() => Assert.Equal(
        ["  dataset: seed-changed at seeds/a.jsonl:3 (c-3), 1 partition, 2 shards", "    partition \"c-1\"", "    shard a", "    shard b", "  partition \"c-1\" and 1 more: response-missing", "    partition \"c-9\""],
        StaleLines.Of(
            [Seed("dataset"), Seed("partition:c-1"), Seed("shard:a"), Seed("shard:b"), new("partition:c-1", StaleCode.ResponseMissing), new("partition:c-9", StaleCode.ResponseMissing)], all: true));

    private static StaleReason Seed(string what) => new(what, StaleCode.SeedChanged, "seeds/a.jsonl:3", "c-3");

    private static StaleReason Template(string what) => new(what, StaleCode.TemplateChanged, "prompts/a.sbn");
}

public sealed class ACommandInAHint
{
    [Theory]
    [InlineData("support-qa", "support-qa")]
    [InlineData("sub set/mein set.synth.yaml", "\"sub set/mein set.synth.yaml\"")]
    [InlineData("größe/a.synth.yaml", "größe/a.synth.yaml")]
    [InlineData("a;b", "\"a;b\"")]
    public void IsQuotedWhereAShellWouldTakeItApart(string argument, string shown) => Assert.Equal(shown, ToolCommand.Argument(argument));
}
