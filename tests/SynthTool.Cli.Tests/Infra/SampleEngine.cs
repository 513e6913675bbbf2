using SynthTool.Build;

namespace SynthTool.Cli.Tests.Infra;

/// <summary>An engine that gives the sample outcomes, whatever it is asked.</summary>
internal static class SampleEngine
{
    public static Engine Create() => new()
    {
        Build = (_, _, _, _, _, _) => Task.FromResult(Sample.Built),
        Plan = (_, _, _, _) => Task.FromResult(Sample.Plan),
        List = (_, definition) => new ListedDataset(
            "support-qa", definition, "1.2.0", 580, [new("sft", 580), new("flat", null)], [new("manuals", "manuals/manuals.synth.yaml", "chunks", "train"), new("faq", "faq/faq.synth.yaml", null, null)], []),
        Validate = (_, definition, _, _) => Task.FromResult(new ValidateOutcome("support-qa", definition, 412, [Sample.Error, Sample.Warning])),
        Render = (_, definition, _, sink, _) =>
        {
            sink(Sample.Request);
            return Task.FromResult(new RenderOutcome("support-qa", definition, 1, []));
        },
        Explain = (_, _, what, _) => Task.FromResult(what.StartsWith("row:c-1", StringComparison.Ordinal) ? Sample.Row : what.StartsWith("row:", StringComparison.Ordinal) ? Sample.Unknown : Sample.File),
        Preview = (_, _, choice, _, _, _, _) => Task.FromResult(choice.Prompt is not null ? Sample.Compared : choice.Candidate ? Sample.Candidate : Sample.Preview),
        Schema = (_, definition, part) => new SchemaOutcome("support-qa", definition, [.. Sample.Schemas.Where(s => part is null || s.Name == part)], []),
        Verify = (_, _, _, _) => Task.FromResult(Sample.Damaged),
        Export = (_, definition, _, _) => new ExportOutcome("support-qa", definition, [new("sft/train.jsonl", 690), new("sft/test.jsonl", 8)], []),
        Diff = (_, definition, range, _, _, _) => Task.FromResult(Sample.Diff with { Definition = definition, From = Sample.Diff.From with { Name = range.From!.Name }, To = Sample.Diff.To with { Name = range.To?.Name ?? "work tree" } }),
        Revisions = (_, _) => new SampleRevisions(),
        Clean = (_, _, _) => Sample.Cleaned,
        CheckupRepository = _ => new Checkup(null, [Check.Passed("git", "a repository"), new Check("locks", "1 without a definition", [Sample.LonelyLock])]),
        CheckupDataset = (_, _, _) => Task.FromResult(new Checkup("support-qa", [Check.Passed("definition", "3 steps, 1 teacher, 1 output"), Check.Passed("lock", "of a build with 698 rows")])),
        Recipes = () => Recipe.All(typeof(SampleEngine).Assembly),
        Store = new StoreEngine
        {
            Stat = (_, _, _) => Task.FromResult(Sample.Store),
            Verify = (_, _, _) => Task.FromResult(Sample.Store with { Answers = 820, Damaged = 2 }),
            Collect = (_, _, _, _, _) => Task.FromResult(new StoreTally("", []) { Answers = 12 }),
            Forget = (_, _, keys, _) => Task.FromResult(new StoreTally("", []) { Answers = keys.Count, Skipped = 1 }),
            Export = (_, _, _, sink, _) =>
            {
                sink($"{{\"key\":\"{Sample.Key}\",\"text\":\"Hi\"}}");
                return Task.FromResult(Sample.Store with { Answers = 1, Layers = [] });
            },
            Import = async (_, _, lines, ct) =>
            {
                using var reader = new StreamReader(lines);
                var text = await reader.ReadToEndAsync(ct);
                return new StoreTally("", []) { Answers = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, Skipped = 0 };
            },
        },
    };
}
