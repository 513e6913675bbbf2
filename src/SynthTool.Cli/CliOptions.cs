using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SynthTool.Build;
using SynthTool.Exports;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>All options of all verbs, so that one name means one thing everywhere.</summary>
internal static class CliOptions
{
    private static readonly string[] TeacherChoices = ["auto", "never", "allow"];
    private static readonly string[] ExportChoices = ["jsonl", "csv", "openai-jsonl", "hf"];
    private static readonly string[] FormatChoices = ["text", "msbuild", "github", "azure", "json"];

    public static readonly Option<bool> Help = new("--help", "-h", "-?") { Description = "Show what a verb does, its options and examples.", Recursive = true };
    public static readonly Option<bool> Version = new("--version") { Description = "Show the version." };
    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object on stdout." };
    public static readonly Option<bool> Sarif = new("--sarif") { Description = "Print the findings as one SARIF 2.1.0 log on stdout." };
    public static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Show all reasons, phases and missing answers." };
    public static readonly Option<string> Format = Choice("--log-format", "text", FormatChoices, "How findings look on stderr.");

    public static readonly Option<int?> Jobs = Number("--jobs", "n", "How many partitions and shards are in work at once. Default: the number of processors.");
    public static readonly Option<bool> Locked = new("--locked") { Description = "Fail (exit code 3) if the build would differ from the lock." };
    public static readonly Option<bool> Offline = new("--offline") { Description = "Fail (exit code 4) if an answer is missing." };
    public static readonly Option<bool> Frozen = new("--frozen") { Description = "--locked and --offline: what CI runs." };
    public static readonly Option<bool> Force = new("--force") { Description = "Run everything again from stored answers. Asks nothing again." };
    public static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Ask all that can be asked and report all errors." };
    public static readonly Option<bool> RetryQuarantined = new("--retry-quarantined") { Description = "Ask again where a refusal, a truncation or an invalid answer is recorded." };
    public static readonly Option<bool> Rehearse = new("--rehearse") { Description = "Answer missing requests with samples, for nothing; writes to out/<dataset>.rehearsal." };
    public static readonly Option<bool> NoWait = new("--no-wait") { Description = "Fail (exit code 7) when another build holds the dataset." };

    public static readonly Option<string> Teacher = Choice("--teacher", "auto", TeacherChoices, "Whether missing answers may be bought. auto: asks on a terminal, never spends in CI or an editor, elsewhere only within the definition's budget. allow: buys all that is missing, beyond that budget too.");
    public static readonly Option<bool> Yes = new("--yes") { Description = "Answer the question on a terminal with yes." };
    public static readonly Option<long?> MaxCalls = Long("--max-calls", "n", "Stop after so many calls (exit code 6). Is no permission to spend.");
    public static readonly Option<decimal?> MaxCost = Decimal("--max-cost", "amount", "Stop before the calls cost more (exit code 6), in the teachers' currency.");
    public static readonly Option<long?> MaxTokens = Long("--max-tokens", "n", "Stop after so many tokens, input and output together (exit code 6).");

    public static readonly Option<bool> FailWhenStale = new("--exit-code") { Description = "End with 3 when something is out of date." };
    public static readonly Option<bool> FailWhenDifferent = new("--exit-code") { Description = "End with 3 when rows differ, or may differ because answers are missing." };
    public static readonly Option<string?> OldRef = new("--old") { Description = "The older commit. Default: HEAD.", HelpName = "ref" };
    public static readonly Option<string?> NewRef = new("--new") { Description = "The newer commit. Default: the work tree.", HelpName = "ref" };
    public static readonly Option<bool> Markdown = new("--md") { Description = "Print a comment for a pull request, of at most 60,000 characters." };
    public static readonly Option<int?> Rows = Number("--rows", "n", "How many rows of each kind are shown. Default: 10. The counts are exact in any case.");
    public static readonly Option<bool> Requests = new("--requests") { Description = "Print only requests without an answer, as JSON Lines." };
    public static readonly Option<string?> Step = new("--step") { Description = "Only this step.", HelpName = "name" };
    public static readonly Option<string?> Row = new("--row") { Description = "Only the row with this id, or the rows of the seed with this key.", HelpName = "id" };
    public static readonly Option<int?> Seeds = Number("--seeds", "n", "Only the first n seeds.");
    public static readonly Option<string?> Until = new("--until") { Description = "Stop after this step, and show what the steps gave.", HelpName = "step" };
    public static readonly Option<bool> Dropped = new("--dropped") { Description = "Show the rows that were dropped, with their values, instead of those that were kept." };
    public static readonly Option<string?> Prompt = new("--prompt") { Description = "Another template in the place of a step's own: shows the answers to both side by side.", HelpName = "file.sbn" };
    public static readonly Option<bool> Candidate = new("--candidate") { Description = "Show the rows that failed gates or a stop have kept from being written, and those gates. Asks nobody." };
    public static readonly Option<bool> Cache = new("--cache") { Description = "Also the dataset's part of .synth/cache. Costs no call." };
    public static readonly Option<string?> From = new("--from") { Description = "Your own seeds, a file or a quoted pattern: their schema is inferred, and a first prompt and definition are written for them.", HelpName = "seeds" };
    public static readonly Option<bool> List = new("--list") { Description = "Show the recipes, and what each is for." };
    public static readonly Option<string> Template = new("--template") { Description = "Which recipe to copy. Default: quickstart.", HelpName = "name", DefaultValueFactory = _ => "quickstart" };

    public static readonly Option<string> ExportForm = Choice("--format", "jsonl", ExportChoices, "The form of the rows. Default: jsonl. hf: the Parquet files with the names of Hugging Face's tools, and the card.");
    public static readonly Option<string?> ExportTo = new("--output", "-o") { Description = "Needed: the folder to write into, or - for stdout. Files of other names there stay.", HelpName = "folder", Required = true };
    public static readonly Option<string?> Only = new("--only") { Description = "Only this output, or this split of it.", HelpName = "output[/split]" };

    public static readonly Option<bool> Committed = new("--committed") { Description = "Lines in responses/ beside the definitions instead of the local layer." };
    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only count." };
    public static readonly Option<bool> All = new("--all") { Description = "Every answer of the dataset's layers, not only those in use." };

    /// <summary>Options that every verb has.</summary>
    public static IReadOnlyList<Option> Common { get; } = [Json, Format, Verbose];

    /// <summary>Options that decide whether and how much may be spent.</summary>
    public static IReadOnlyList<Option> Spend { get; } = [Teacher, Yes, MaxCalls, MaxCost, MaxTokens, Offline];

    public static int JobsOf(ParseResult parsed) => parsed.GetValue(Jobs) ?? Environment.ProcessorCount;

    public static LogFormat FormatOf(ParseResult parsed) => FormatOf(parsed.GetValue(Format));

    /// <summary>Text where the word is none of the choices.</summary>
    public static LogFormat FormatOf(string? word) => Array.IndexOf(FormatChoices, word) is >= 0 and var at ? (LogFormat)at : LogFormat.Text;

    public static ExportFormat ExportFormOf(ParseResult parsed) => (ExportFormat)Array.IndexOf(ExportChoices, parsed.GetValue(ExportForm));

    /// <summary>The build options that a command line gives; options that a verb does not have count as not given.</summary>
    public static BuildOptions BuildOf(ParseResult parsed, Surroundings surroundings) => new()
    {
        Jobs = JobsOf(parsed),
        Spending = SpendingChoice.Of(
            parsed.GetValue(Teacher) ?? "auto", parsed.GetValue(Yes), surroundings is { InputIsTerminal: true, ErrorIsTerminal: true }, surroundings.Variable),
        MaxCalls = parsed.GetValue(MaxCalls),
        MaxCost = parsed.GetValue(MaxCost),
        MaxTokens = parsed.GetValue(MaxTokens),
        Locked = parsed.GetValue(Locked) || parsed.GetValue(Frozen),
        Offline = parsed.GetValue(Offline) || parsed.GetValue(Frozen),
        Force = parsed.GetValue(Force),
        KeepGoing = parsed.GetValue(KeepGoing),
        RetryQuarantined = parsed.GetValue(RetryQuarantined),
        Rehearse = parsed.GetValue(Rehearse),
        NoWait = parsed.GetValue(NoWait),
    };

    private static Option<string> Choice(string name, string standard, string[] choices, string description) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices),
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parsed(result, choices.Contains(Written(result), StringComparer.Ordinal), Written(result), $"is one of {string.Join(", ", choices)}"),
    };

    private static Option<int?> Number(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
        CustomParser = result => Parsed<int?>(
            result, int.TryParse(Written(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0, number, "takes a whole number from 1"),
    };

    private static Option<long?> Long(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
        CustomParser = result => Parsed<long?>(
            result, long.TryParse(Written(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number), number, "takes a whole number from 0"),
    };

    private static Option<decimal?> Decimal(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
        CustomParser = result => Parsed<decimal?>(
            result, decimal.TryParse(Written(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number), number, "takes a number such as 2.50"),
    };

    private static string Written(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";

    private static T Parsed<T>(ArgumentResult result, bool valid, T value, string rule)
    {
        if (!valid)
        {
            var option = (result.Parent as OptionResult)?.Option.Name ?? "the option";
            result.AddError($"{option} {rule}, not {Quoted.Text(Written(result))}");
        }

        return value;
    }
}
