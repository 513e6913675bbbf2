using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Differences;
using SynthTool.Formats;
using SynthTool.Prompts;
using SynthTool.Store;

namespace SynthTool.Cli.Tests.Infra;

/// <summary>Outcomes as the library gives them.</summary>
internal static class Sample
{
    public const string Key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string OtherKey = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    public static readonly DiagnosticKind Wrong = new("SYNTH0601", Severity.Error, "A seed lacks a field");
    public static readonly DiagnosticKind Odd = new("SYNTH0602", Severity.Warning, "Seeds are equal");

    public static Diagnostic Error { get; } = new(Wrong, new SourcePlace("seeds/a.jsonl", 3, 12), "the seed \"c-1\" lacks \"tone\"", "add it, or declare it optional");

    public static Diagnostic LonelyLock { get; } = new(BuildDiagnostics.LonelyLock, new SourcePlace("old/a.synth.lock"), "No definition lies beside the lock \"old/a.synth.lock\"", "let the lock follow it");

    public static Diagnostic Warning { get; } = new(Odd, new SourcePlace("seeds/a.jsonl", 9), "2 seeds are equal");

    /// <summary>A row of every kind, with text that tries to break out of wherever it is put.</summary>
    public static DiffOutcome Diff { get; } = new("support-qa", "data/support-qa.synth.yaml", new DiffEnd("main", new string('b', 40), DiffState.Locked), new DiffEnd("work tree", null, DiffState.Rebuilt) { Missing = 2, WaitingSeeds = 1 })
    {
        Outputs =
        [
            new DiffOutput("sft")
            {
                Before = 580, After = null, Added = 1, Removed = 12, Changed = 1, Waiting = 2,
                Splits = [new DiffCount("test", 29, 28), new DiffCount("train", 551, 541)],
                ColumnsAdded = ["score"],
                Rows =
                [
                    new DiffRow(DiffKind.Changed, "c-1/0", "train", "test",
                    [
                        new DiffValue("answer", JsonValue.Of("The sky is blue."), JsonValue.Of("The sky is deep blue."), WordDifference.Between("The sky is blue.", "The sky is deep blue.")),
                        new DiffValue("score", JsonValue.Of(4), JsonValue.Of(5), []),
                    ]),
                    new DiffRow(DiffKind.Added, "@octocat `x` <img src=x>", null, "train",
                    [
                        new DiffValue("answer", null, JsonValue.Of("```\n# not a heading\n</details> ![x](http://evil) @everyone ````"), []),
                        new DiffValue("messages", null, JsonValue.Parse("""[{"role":"user","content":"Why | so?"},{"role":"assistant","content":"\u001b[31mBecause."}]"""u8), []),
                    ]),
                    new DiffRow(DiffKind.Removed, "c-9/0", "train", null, [new DiffValue("answer", JsonValue.Of("##vso[task.complete]"), null, [])]),
                ],
                Measures = [new DiffMeasure("answer", ColumnMeasures.Characters, new Measured(13, 71.5, 70), new Measured(2, 80.25, 80)), new DiffMeasure("score", ColumnMeasures.Number, new Measured(13, 3.5, 4), new Measured(2, 4.5, null))],
            },
        ],
        Steps = [new DiffStep("score", new("in.score", 820, 822), new("out.score", 611, 600), [new DiffCount("faithful", 140, 153)])],
        Counts = [new DiffCount("seeds", 412, 413), new DiffCount("quarantined", 1, null)],
        Causes =
        [
            new StaleReason("dataset", StaleCode.TemplateChanged, "data/prompts/draft.sbn"),
            new StaleReason("dataset", StaleCode.TeacherChanged, "data/support-qa.synth.yaml", "writer.model: a|b → `c`"),
        ],
        Cost = new DiffCost(4, 1204, 310, 0.0142m, "USD"),
        Diagnostics = [new Diagnostic(DifferencesDiagnostics.AnswersMissing, null, "the work tree needs 2 answers that are not stored: what they would give is not compared", "run `dotnet synth build support-qa`")],
    };

    public static BuildOutcome Built { get; } = new()
    {
        Dataset = "support-qa",
        Definition = "data/support-qa.synth.yaml",
        Status = BuildStatus.Built,
        ExitCode = ExitCode.Done,
        Rows = 580,
        Splits = ImmutableSortedDictionary<string, long>.Empty.Add("train", 551).Add("test", 29),
        Seeds = 412,
        Calls = 4,
        Reused = 816,
        Funnel = [Step("draft", 412, 820), Step("score", 820, 611, ("faithful", 140), ("helpful", 69)), Step("dedup", 611, 580, ("duplicate", 31))],
        Shards = new ShardCounts(12, 1, 11, 0),
        InputTokens = 120_000,
        OutputTokens = 80_000,
        Cost = 0.042m,
        Currency = "USD",
        Elapsed = TimeSpan.FromSeconds(3.2),
        Reasons = [new StaleReason("partition:c-1", StaleCode.SeedChanged, "seeds/a.jsonl:3"), new StaleReason("dataset", StaleCode.TeacherChanged, null, "model: a → b")],
        Diagnostics = [Warning],
    };

    public static BuildOutcome UpToDate { get; } = Built with
    {
        Status = BuildStatus.UpToDate, Calls = 0, Cost = null, Reasons = [], Diagnostics = [], Shards = new ShardCounts(12, 0, 12, 0), Elapsed = TimeSpan.FromMilliseconds(8),
    };

    public static ImmutableArray<MissingRequest> Missing { get; } = [new(Key, "draft", "c-1"), new(OtherKey, "draft", "c-2\u001b[2J")];

    public static PlanOutcome Plan { get; } = new()
    {
        Dataset = "support-qa",
        Definition = "data/support-qa.synth.yaml",
        Status = BuildStatus.OutOfDate,
        Seeds = 412,
        Partitions = 12,
        StalePartitions = 3,
        Calls = new PlannedCalls(2, 12, "fan-out of the last build"),
        Unused = 7,
        EstimatedCost = 0.42m,
        Currency = "USD",
        EstimatedTime = TimeSpan.FromSeconds(125),
        Stale =
        [
            .. Built.Reasons,
            new("partition:c-100", StaleCode.TemplateChanged, "prompts/draft.sbn"),
            new("partition:c-200", StaleCode.VariableChanged, null, "seed.tone"),
            new("shard:out/support-qa/sft/train-0123456789ab.parquet", StaleCode.OutputModified),
            new("dataset", StaleCode.GateChanged),
        ],
        Missing = Missing,
        Diagnostics = [Warning],
        Elapsed = TimeSpan.FromMilliseconds(120),
    };

    public static RenderedRequest Request { get; } = new(
        Key, "draft", "c-1/new user", "writer", 0, [new PromptMessage("system", "Be brief."), new PromptMessage("user", "error SYNTH0001: forged\n\u001b[31mline")], "schemas/answer.json", false);

    public static PreviewOutcome Preview { get; } = new("support-qa", "data/support-qa.synth.yaml", ExitCode.Done, [])
    {
        Rows = [new PreviewRow("c-1", "train", [new("id", Json("\"c-1\"")), new("messages", Json("[{\"role\":\"user\",\"content\":\"Hi\"}]")), new("text", Json("\"two\\nlines\""))])],
        Seeds = 2,
        Dropped = [new PreviewDrop("c-2", "score", "faithful", "\"no\"", [new("draft", Json("\"Well\""))])],
        Missing = [Missing[0]],
        MissingCount = 1,
        Calls = 5,
        Reused = 1,
        Cost = 0.01m,
        Currency = "USD",
    };

    public static PreviewOutcome Compared { get; } = new("support-qa", "data/support-qa.synth.yaml", ExitCode.Done, [])
    {
        Comparison = new PreviewComparison(
            "draft", "data/prompts/draft.sbn", "data/prompts/other.sbn",
            [
                new PreviewPair("c-1/0", Answer("\"Hold the button until the light is green, then let go of it and wait.\""), Answer("\"Hold the small button until the light turns green, and wait.\"")),
                new PreviewPair("c-2/0", Answer("{\"text\":\"Yes\",\"score\":1}"), Answer("{\"text\":\"Yes\",\"score\":2}")),
                new PreviewPair("c-3/0", Answer("\"是的,请按住按钮。\""), Answer("\"是的,请按住按钮。\"")),
                new PreviewPair("c-4/0", Answer("\"Well\""), new PreviewAnswer(null, "truncated: \"We\"")),
            ]),
        Seeds = 4,
        Calls = 4,
        Reused = 4,
    };

    public static PreviewOutcome Candidate { get; } = Preview with { Candidate = new PreviewCandidate(true, 412, ["The gate \"rows >= 500\" fails: rows is 412"]), Missing = [], MissingCount = 0, Calls = 0 };

    private static PreviewAnswer Answer(string json) => new(Json(json), null);

    public static ExplainOutcome Row { get; } = new("support-qa", "data/support-qa.synth.yaml", "row:c-1", [])
    {
        Row = new ExplainedRow(
            "c-1",
            "c-1",
            new SourcePlace("seeds/a.jsonl", 3),
            true,
            null,
            "train",
            [
                new ExplainedCall(
                    "draft", "writer", "llama-3.1", 0, ["prompts/draft.sbn", "prompts/tone.sbn"], [new ObservedName("seed.text", true), new ObservedName("seed.tone", false)],
                    [Key, OtherKey], [OtherKey], "stop", null, 1200, 340),
            ],
            [new ExplainedColumn("draft", Json("{\"question\":\"Why?\"}")), new ExplainedColumn("note", Json("\"a\\nb\""))],
            ["out/support-qa/sft/train-0123456789ab.parquet"]),
    };

    public static ExplainOutcome Dropped { get; } = Row with
    {
        Row = Row.Row! with { Kept = false, Dropped = new ExplainedDrop("score", "faithful", "\"no\""), Split = null, Shards = [], Calls = [], Columns = [] },
    };

    public static ExplainOutcome File { get; } = new("support-qa", "data/support-qa.synth.yaml", "out/support-qa/sft/train-0123456789ab.parquet", [])
    {
        File = new ExplainedFile("out/support-qa/sft/train-0123456789ab.parquet", "shard", [new StaleReason("shard:out/support-qa/sft/train-0123456789ab.parquet", StaleCode.OutputModified)], ["c-1", "c-256"], 580),
    };

    public static ExplainOutcome Unknown { get; } = new("support-qa", "data/support-qa.synth.yaml", "row:nope", [new Diagnostic(Wrong, null, "no row has the id \"nope\"")]);

    public static VerifyOutcome Damaged { get; } = new("support-qa", "data/support-qa.synth.yaml", [Error]) { Shards = 12, ShardsIntact = 11, Responses = 820 };

    public static ImmutableArray<NamedSchema> Schemas { get; } = [new("seed", Json("{\"type\":\"object\"}")), new("draft", Json("{\"enum\":[\"how\",\"wh\\u001by\",1.50]}"))];

    public static CleanOutcome Cleaned { get; } = new(
        "support-qa", "data/support-qa.synth.yaml", ["out/support-qa/manifest.json", "out/support-qa/sft/train-0123456789ab.parquet"], ["out/support-qa/README.md"]);

    public static StoreTally Store { get; } = new("data/support-qa.synth.yaml", [])
    {
        Layers = [new StoreStat("committed", 2, 820, 3, 1_300_000), new StoreStat("local", 1, 5000, 0, 9_000_000_000)],
    };

    public static FunnelStep Step(string name, long rowsIn, long rowsOut, params (string Reason, long Rows)[] dropped) =>
        new(name, rowsIn, rowsOut, dropped.ToImmutableSortedDictionary(d => d.Reason, d => d.Rows));

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
