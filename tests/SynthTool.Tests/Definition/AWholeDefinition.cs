using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Definition;

public sealed class AWholeDefinition
{
    private readonly DatasetDefinition read = Sample.ReadClean(Sample.Full);

    [Fact]
    public void SaysWhatTheDatasetIs()
    {
        Assert.Equal("data/d.synth.yaml", read.Path);
        Assert.Equal("data", read.Folder);
        Assert.Equal(new Located<string>("support-qa", new SourcePlace(Sample.Path, 2, 10)), read.Name);
        Assert.Equal("1.10", read.Version);
        Assert.Equal("Questions and answers\nabout manuals\n", read.Description);
        Assert.Equal("cc-by-4.0", read.License);
        Assert.True(read.CommitResponses);
        Assert.Equal(20000, read.BudgetCalls);
    }

    [Fact]
    public void ListsItsSourcesWithPathsFromTheRoot()
    {
        var first = read.Sources[0];
        Assert.Equal(2, read.Sources.Length);
        Assert.Equal(Sample.PlaceOf("from: [docs"), first.Place);
        Assert.Equal(["data/docs/**/*.md", "data/more.jsonl"], first.From.Select(f => f.Value));
        Assert.Equal(Sample.PlaceOf("./more"), first.From[1].Place);
        Assert.Equal("schemas/seed.json", first.Schema?.Path);
        Assert.Equal(["id", "lang"], first.Key.Select(k => k.Value));
        Assert.Equal(["path"], first.Group.Select(k => k.Value));
        Assert.Equal("first_name", first.Rename["first-name"]);
        Assert.Equal("seed.lang == \"en\"", first.Where?.Text);
        Assert.Equal(10, first.Limit);
        Assert.Equal(["data/extra.csv"], read.Sources[1].From.Select(f => f.Value));
        Assert.Null(read.Sources[1].Limit);
    }

    [Fact]
    public void DescribesItsTeachers()
    {
        var teacher = Assert.Single(read.Teachers);
        Assert.Equal("writer", teacher.Name.Value);
        Assert.Equal("openai", teacher.Provider.Value);
        Assert.Equal(("llama", "fp8", "meta/llama"), (teacher.Model, teacher.Revision, teacher.SendAs));
        Assert.Equal("${SYNTH_ENDPOINT}/v1", teacher.Endpoint?.Value);
        Assert.Equal("${SYNTH_API_KEY}", teacher.ApiKey?.Value);
        Assert.Equal("Bearer ${TOKEN}", teacher.Headers["authorization"]);
        Assert.Equal(("llama3.1", "https://example.org/l", "allowed"), (teacher.License!.Id, teacher.License.Url, teacher.License.Distillation));
        Assert.Equal(["name begins with Llama"], teacher.License.Obligations.ToArray());
        Assert.Equal(new TeacherLimits(64, 600, 200000, 60), teacher.Limits);
        Assert.Equal(new TeacherPrice(2.5m, 10m, "USD"), teacher.Price);
    }

    [Fact]
    public void KeepsTheOptionsOfATeacher()
    {
        var options = read.Teachers[0].Options;
        Assert.Equal((0.8m, 0.9m, 1024, -1m, 0.5m, 7L), (options.Temperature, options.TopP, options.MaxOutputTokens, options.FrequencyPenalty, options.PresencePenalty, options.Seed));
        Assert.Equal(["END"], options.Stop.ToArray());
        Assert.Equal("""{"top_k":50,"flags":[true,null]}""", options.Extra?.GetRawText());
    }

    [Fact]
    public void ListsItsStepsByNameOrKind()
    {
        Assert.Equal(
            ["each audience", "generate draft", "each item", "each view", "filter filter", "filter filter-2", "map title", "dedup dedup", "split split"],
            read.Steps.Select(s => $"{s.Kind} {s.Name}"));
        Assert.Equal(Sample.PlaceOf("each: audience"), read.Steps[0].Place);
    }

    [Fact]
    public void TellsListsColumnsAndLiteralValuesApart()
    {
        var each = read.Steps.OfType<EachDefinition>().ToArray();
        Assert.Equal("""[{"name":"new user","how":"Assume nothing."},{"name":"administrator","how":"Be brief."}]""", JsonSerializer.Serialize(each[0].Values));
        Assert.Equal([3m, 1.5m], each[0].Weights.ToArray());
        Assert.Equal(1, each[0].Sample);
        Assert.Equal("draft.questions", each[1].List?.Text);
        Assert.Equal(Sample.PlaceOf("draft.questions"), each[1].List?.Place);
        Assert.Equal(["item.question", "seed.text", "audience"], each[2].Columns.Select(c => c.Text));
        Assert.Empty(each[2].Values);
    }

    [Fact]
    public void SaysWhatIsAskedAndKept()
    {
        var draft = read.Steps.OfType<GenerateDefinition>().Single();
        Assert.Equal(("writer", "data/prompts/questions.sbn", "data/schemas/questions.json"), (draft.Teacher.Value, draft.Prompt.Path, draft.Response?.Path));
        Assert.Equal((2, 0m), (draft.Samples, draft.Options.Temperature));

        var filters = read.Steps.OfType<FilterDefinition>().ToArray();
        Assert.Equal(["item.kind != \"spam\"", "long_enough"], filters[0].Conditions.Select(c => c.Reason));
        Assert.Equal("words(view) > 3", filters[0].Conditions[1].Expression.Text);
        Assert.Equal("seed.lang == \"en\"", Assert.Single(filters[1].Conditions).Expression.Text);

        Assert.Equal("seed.title", read.Steps.OfType<MapDefinition>().Single().To.Text);
        Assert.Equal(["item.question", "title"], read.Steps.OfType<DedupDefinition>().Single().Columns.Select(c => c.Text));
        Assert.Equal([new SplitShare("train", 95), new SplitShare("test", 5)], read.Steps.OfType<SplitDefinition>().Single().Shares.ToArray());
    }

    [Fact]
    public void DescribesItsOutputs()
    {
        var sft = read.Outputs[0];
        Assert.Equal(("sft", OutputFormat.Chat, 512, "item.kind == \"how\""), (sft.Name.Value, sft.Format, sft.SeedsPerShard, sft.Where?.Text));
        Assert.Equal(["id", "messages"], sft.Columns.Select(c => c.Name));
        Assert.Equal(["system audience.how", "user item.question", "assistant draft.answer"], sft.Columns[1].Turns.Select(t => $"{t.Role} {t.Text.Text}"));
        Assert.Null(sft.Columns[1].Value);

        var flat = read.Outputs[1];
        Assert.Equal(("flat", OutputFormat.Table, 4096), (flat.Name.Value, flat.Format, flat.SeedsPerShard));
        Assert.Equal(["id=row.id", "audience=audience", "draft=draft", "item=item", "view=view", "title=title"], flat.Columns.Select(c => $"{c.Name}={c.Value?.Text}"));
    }

    [Fact]
    public void ListsItsGates()
    {
        Assert.Equal(
            [
                ("rows", GateComparison.GreaterOrEqual, 500m, null, false),
                ("rows.test", GateComparison.GreaterOrEqual, 25m, null, false),
                ("kept.filter", GateComparison.In, 40m, 95.5m, true),
                ("removed.dedup", GateComparison.LessOrEqual, 20m, null, true),
                ("quarantined", GateComparison.Less, 2m, (decimal?)null, true),
            ],
            read.Gates.Select(g => (g.Term, g.Comparison, g.Bound, g.UpperBound, g.IsPercent)));
        Assert.Equal("kept.filter in 40%..95.5%", read.Gates[2].Text);
    }

    [Fact]
    public void IsTheSameWithOtherLineEndsAndAByteOrderMark()
    {
        var other = Sample.ReadClean("\uFEFF" + Sample.Full.ReplaceLineEndings("\r\n"));

        Assert.Equal(read.Steps.Select(s => s.Place), other.Steps.Select(s => s.Place));
        Assert.Equal(read.Description, other.Description);
    }
}
