using System.Text;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Formats.Schemas;

namespace SynthTool.Cli.Tests;

public sealed class TheOutputOfAVerb : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TempRepository repository = new TempRepository().Dataset("data", "support-qa").Write("answers.jsonl", "{}\n{}\n")
        .Write("seeds.jsonl", "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n").Write("broken.jsonl", "{\"id\":1}\n{\"id\"\n[]\n");

    public static TheoryData<string, string> Verbs => new()
    {
        { "build", "build" },
        { "build --log-format msbuild -v", "build" },
        { "plan", "plan" },
        { "plan -v", "plan" },
        { "status", "plan" },
        { "list", "list" },
        { "validate", "validate" },
        { "validate --log-format msbuild", "validate" },
        { "validate --log-format github", "validate" },
        { "validate --log-format azure", "validate" },
        { "validate --log-format json", "validate" },
        { "verify", "verify" },
        { "diff", "diff" },
        { "diff main --md", "diff" },
        { "diff main..HEAD data old --exit-code", "diff" },
        { "doctor", "doctor" },
        { "export -o exported", "export" },
        { "clean", "clean" },
        { "clean -v --cache", "clean" },
        { "render", "render" },
        { "render --requests", "render" },
        { "preview --seeds 2", "preview" },
        { "preview --row c-2 --dropped", "preview" },
        { "preview --prompt data/prompts/other.sbn", "preview" },
        { "preview --candidate", "preview" },
        { "schema", "schema" },
        { "schema data draft", "schema" },
        { "explain row:c-1", "explain" },
        { "explain data/out/train.parquet", "explain" },
        { "explain row:nope", "explain" },
        { "store stat", "store-stat" },
        { "store verify", "store" },
        { "store gc --yes", "store" },
        { "store gc", "store" },
        { "store forget 0123456789abcdef", "store" },
        { "store export", "store" },
        { "store import answers.jsonl", "store" },
        { "new data/fresh --template sample", "new" },
        { "new data --template sample", "new" },
        { "new --list", "new" },
        { "new data/own --from seeds.jsonl", "new" },
        { "new data/own --from broken.jsonl", "new" },
    };

    public void Dispose() => repository.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task IsAsApproved(string line, string schema)
    {
        _ = schema;
        repository.Write("data/README.md", "mine");
        var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync(line.Split(' '));

        Approved.Check($"verb {FileName(line)}", $"$ dotnet synth {line}\n{result.Shown}");
    }

    [Fact]
    public async Task OfValidateWithSarifIsOneLogOfItsFindings()
    {
        var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync("validate", "--sarif");

        using var log = JsonDocument.Parse(result.Out);
        Approved.Check("sarif", JsonSerializer.Serialize(log, Indented) + "\n");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task WithJsonIsOneObjectThatFitsItsSchema(string line, string schema)
    {
        repository.Write("data/README.md", "mine");
        var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync([.. line.Split(' '), "--json"]);

        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal(["datasets", "diagnostics"], document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Single(result.Out, '\n');
        SchemaAccepts(schema, document.RootElement);
        Approved.Check($"json {FileName(line)}", $"{JsonSerializer.Serialize(document.RootElement, Indented)}\n-- exit code {result.Code}\n");
    }

    [Theory]
    [InlineData("plan", "plan", "cross")]
    [InlineData("validate", "validate", "cross")]
    [InlineData("explain row:c-1", "explain", "records")]
    public async Task AboutCrossedSourcesFitsTheSameSchema(string line, string schema, string member)
    {
        var product = new Seeds.ProductSize([new("personas", 1000), new("topics", 200)]);
        var engine = SampleEngine.Create() with
        {
            Plan = (_, _, _, _) => Task.FromResult(Sample.Plan with { Seeds = 5000, Product = product }),
            Validate = (_, definition, _, _) => Task.FromResult(new ValidateOutcome("support-qa", definition, 200_000, []) { Product = product }),
            Explain = (_, _, _, _) => Task.FromResult(Sample.Row with { Row = Sample.Row.Row! with { Records = [new("personas", new("p.jsonl", 3)), new("topics", new("t.md"))] } }),
        };

        var result = await new Infra.Cli(repository.Folder, engine).RunAsync([.. line.Split(' '), "--json"]);

        using var document = JsonDocument.Parse(result.Out);
        SchemaAccepts(schema, document.RootElement);
        Assert.Contains($"\"{member}\":", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsThereAlsoWhenTheExitCodeIsNot0()
    {
        var engine = SampleEngine.Create() with { Build = (_, _, _, _, _, _) => Task.FromResult(Sample.Built with { Status = BuildStatus.Failed, ExitCode = ExitCode.ResponseMissing, Diagnostics = [Sample.Error] }) };

        var result = await new Infra.Cli(repository.Folder, engine).RunAsync("build", "--json");

        Assert.Equal(4, result.Code);
        using var document = JsonDocument.Parse(result.Out);
        SchemaAccepts("build", document.RootElement);
        Assert.Equal("failed", document.RootElement.GetProperty("datasets")[0].GetProperty("status").GetString());
    }

    [Fact]
    public void OfABuildSaysHowItEnded()
    {
        var failed = Sample.Built with { Status = BuildStatus.Failed, ExitCode = ExitCode.Failed, Diagnostics = [Sample.Error], Calls = 0, Funnel = [] };
        (string, BuildOutcome)[] ends =
        [
            ("built", Sample.Built),
            ("built one of each, in an hour", Sample.Built with { Rows = 1, Splits = Sample.Built.Splits.Clear(), Shards = new ShardCounts(1, 1, 0, 0), Calls = 1, Reused = 1, Quarantined = 3, Elapsed = TimeSpan.FromMinutes(72) }),
            ("up to date", Sample.UpToDate),
            ("differs from the lock", Sample.Built with { Status = BuildStatus.OutOfDate, ExitCode = ExitCode.OutOfDate, Funnel = [] }),
            ("an error", failed),
            ("answers are missing", failed with { ExitCode = ExitCode.ResponseMissing, Missing = Sample.Missing, MissingCount = 1204 }),
            ("damage", failed with { ExitCode = ExitCode.Integrity }),
            ("budget", failed with { ExitCode = ExitCode.Budget, Calls = 12, Bought = 11 }),
            ("held by another build", failed with { ExitCode = ExitCode.Busy }),
            ("cancelled", Sample.Built with { Status = BuildStatus.Cancelled, ExitCode = ExitCode.Cancelled, Funnel = [], Calls = 1 }),
            ("a gate failed", failed with { Funnel = Sample.Built.Funnel }),
            ("a step took all rows", failed with { Rows = 0, Funnel = [Sample.Step("draft", 2, 4), Sample.Step("score", 4, 0, ("faithful", 3), ("helpful", 1)), Sample.Step("dedup", 0, 0)] }),
            ("a step made nothing", Sample.Built with { Rows = 0, Funnel = [Sample.Step("item", 2, 0)] }),
            ("no seed", Sample.Built with { Rows = 0, Seeds = 0, Funnel = [] }),
            ("the definition cannot be read", failed with { Dataset = "", Seeds = 0, Rows = 0 }),
        ];
        var shown = new StringBuilder();
        foreach (var (title, outcome) in ends)
        {
            shown.Append($"-- {title}\n");
            foreach (var verbose in new[] { false, true })
            {
                shown.Append(verbose ? "-v\n" : "").AppendJoin('\n', Report.BuildSummary.Lines(outcome, new BuildOptions(), verbose)).Append('\n');
            }
        }

        shown.Append("-- rehearsed\n").AppendJoin('\n', Report.BuildSummary.Lines(Sample.Built, new BuildOptions { Rehearse = true }, verbose: false)).Append('\n');
        Approved.Check("build ends", shown.ToString());
    }

    [Fact]
    public void OfAPlanSaysWhatABuildWouldDo()
    {
        (string, PlanOutcome)[] plans =
        [
            ("out of date", Sample.Plan),
            ("nothing to do", Sample.Plan with { Status = BuildStatus.UpToDate, Stale = [], Calls = new PlannedCalls(0, 0, ""), Missing = [], Unused = null }),
            ("stale, but all is answered", Sample.Plan with { Calls = new PlannedCalls(0, 0, ""), Missing = [], Unused = 1, StalePartitions = 1, Stale = [Sample.Plan.Stale[0]] }),
            ("with errors", Sample.Plan with { Status = BuildStatus.Failed, Diagnostics = [Sample.Error], Stale = [], Missing = [] }),
        ];
        var shown = new StringBuilder();
        foreach (var (title, plan) in plans)
        {
            shown.Append($"-- {title}\n").AppendJoin('\n', Report.PlanReport.Plan(plan, verbose: false)).Append('\n');
        }

        shown.Append("-- question\n").AppendJoin('\n', Report.ConsentQuestion.Lines(Sample.Plan)).Append('\n');
        shown.Append("-- question about crossed sources\n").AppendJoin('\n', Report.ConsentQuestion.Lines(Sample.Plan with { Seeds = 200_000, Product = new([new("personas", 1000), new("topics", 200)]) })).Append('\n');
        shown.Append("-- question without price\n").AppendJoin('\n', Report.ConsentQuestion.Lines(Sample.Plan with { EstimatedCost = null, Currency = null, Unused = null })).Append('\n');
        shown.Append("-- question before the first build\n").AppendJoin('\n', Report.ConsentQuestion.Lines(Sample.Plan with { EstimatedCost = null, EstimatedTime = null, Unused = null })).Append('\n');
        shown.Append("-- a dropped row\n").AppendJoin('\n', Report.ExplainReport.Lines(Sample.Dropped, verbose: false)).Append('\n');
        Approved.Check("plans", shown.ToString());
    }

    private static void SchemaAccepts(string schema, JsonElement value)
    {
        var path = Repository.Path($"schemas/{schema}.output.schema.json");
        var parsed = JsonSchema.Parse(File.ReadAllBytes(path), path);
        Assert.Empty(parsed.Diagnostics);
        Assert.Equal([], parsed.Value!.Validate(value).Select(e => e.ToString()));
    }

    private static string FileName(string line) => line.Replace(':', ' ').Replace('/', '-');
}
