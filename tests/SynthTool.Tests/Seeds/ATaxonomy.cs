using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class ATaxonomy : IDisposable
{
    private static readonly SourceDefinition Source = SeedFolder.Source("") with { From = [], Taxonomy = SeedFolder.At("tree") };

    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void GivesASeedForEachExampleOfASkill()
    {
        folder.With("tree/compositional_skills/writing/haiku/qna.yaml", Leaf.Skill(context: 2));

        var seeds = Clean().All();

        Assert.Equal(5, seeds.Length);
        var value = seeds[0].Value;
        Assert.Equal("compositional_skills/writing/haiku", Text(value, "path"));
        Assert.Equal("ungrounded", Text(value, "kind"));
        Assert.Equal(2, value.GetProperty("version").GetInt32());
        Assert.Equal("jane", Text(value, "created_by"));
        Assert.Equal("To write haikus", Text(value, "task_description"));
        Assert.Equal("Question 0?", Text(value, "question"));
        Assert.Equal("Answer\nof 0", Text(value, "answer"));
        Assert.All(["domain", "context", "document", "document_outline"], name => Assert.Equal(JsonValueKind.Null, value.GetProperty(name).ValueKind));
        Assert.Equal("grounded", Text(seeds[2].Value, "kind"));
        Assert.Equal("Context 2", Text(seeds[2].Value, "context"));
    }

    [Fact]
    public void GivesASeedWithAllItsQuestionsForEachContextOfKnowledge()
    {
        folder.With("tree/knowledge/science/cats/qna.yaml", Leaf.Knowledge())
            .With("tree/knowledge/science/cats/b.md", "# Cats\r\nThey purr.\n")
            .With("tree/knowledge/science/cats/docs/a.md", "More.\n")
            .With("tree/knowledge/science/cats/other.txt", "Not asked for.")
            .With("tree/knowledge/science/cats/attribution.txt", "Jane");

        var value = Clean().All()[4].Value;

        Assert.Equal("knowledge", Text(value, "kind"));
        Assert.Equal("Cats", Text(value, "domain"));
        Assert.Equal("About cats", Text(value, "document_outline"));
        Assert.Equal("Context 4", Text(value, "context"));
        Assert.Equal("Question 4-0?", Text(value, "question"));
        Assert.Equal(["Answer 4-0", "Answer 4-1", "Answer 4-2"], value.GetProperty("questions_and_answers").EnumerateArray().Select(p => Text(p, "answer")));
        Assert.Equal("# Cats\nThey purr.\n\nMore.", Text(value, "document"));
    }

    [Fact]
    public void ReadsKnowledgeOfVersion2()
    {
        folder.With("tree/knowledge/cats/qna.yaml", """
            version: 2
            created_by: jane
            domain: Cats
            task_description: To teach about cats
            seed_examples:
            """ + "\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"  - question: Q{i}?\n    answer: A{i}\n")) + "document: { repo: https://example.org/cats.git, commit: abc, patterns: ['*.md'] }\n");

        var seeds = Clean().All();

        Assert.Equal(5, seeds.Length);
        Assert.Equal("To teach about cats", Text(seeds[0].Value, "task_description"));
        Assert.Equal(JsonValueKind.Null, seeds[0].Value.GetProperty("document").ValueKind);
    }

    [Fact]
    public void DeclaresItsFieldsWithoutLookingAtThem()
    {
        folder.With("tree/a/qna.yaml", Leaf.Skill());

        var set = folder.Scan(Source with { Where = SeedFolder.Where("seed.quesiton != \"\"") });

        Assert.Contains("question", set.TheFinding().Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void PutsEachSeedWhereItsExampleStands()
    {
        folder.With("tree/a/qna.yaml", Leaf.Skill());
        var set = Clean();

        Assert.Equal("tree/a/qna.yaml(9,1)", $"{set.PlaceOf(set.Keys().ElementAt(1))!.Path}({set.PlaceOf(set.Keys().ElementAt(1))!.Line},1)");
    }

    [Fact]
    public void KeepsItsKeysWhenALeafMovesUnlessThePathIsUsed()
    {
        folder.With("tree/knowledge/a/qna.yaml", Leaf.Knowledge()).With("tree/knowledge/a/b.md", "one");
        var (unused, used) = (Keys("question"), Keys("path", "question"));
        Directory.Move(folder.PathOf("tree/knowledge/a"), folder.PathOf("tree/knowledge/z"));
        folder.With("tree/knowledge/z/b.md", "two");

        Assert.Equal(unused, Keys("question"));
        Assert.Empty(used.Intersect(Keys("path", "question")));

        string[] Keys(params string[] fields) => [.. folder.Scan(new SeedScanOptions { FieldsUsed = fields.ToHashSet() }, Source).Keys()];
    }

    [Theory]
    [InlineData("tree/knowledge/a/b.md", "changed")]
    [InlineData("tree/knowledge/a/b.md", null)]
    [InlineData("tree/knowledge/a/c.md", "new")]
    public void NoticesWhatChangesBesideALeaf(string path, string? text)
    {
        folder.With("tree/knowledge/a/qna.yaml", Leaf.Knowledge()).With("tree/knowledge/a/b.md", "one");
        var options = new SeedScanOptions { Time = new Later() };
        ScanCache.Save(folder.CachePath, folder.Scan(options, Source));
        if (text is null)
        {
            File.Delete(folder.PathOf(path));
        }
        else
        {
            folder.With(path, text);
        }

        using var previous = ScanCache.TryOpen(folder.CachePath);
        var again = folder.Scan(options with { Previous = previous }, Source);

        Assert.Equal(folder.Scan(options, Source).Told(), again.Told());
        Assert.Equal(text is null ? JsonValueKind.Null : JsonValueKind.String, again.All()[0].Value.GetProperty("document").ValueKind);
    }

    [Fact]
    public void StampsItsDocumentsToo()
    {
        folder.With("tree/knowledge/a/qna.yaml", Leaf.Knowledge()).With("tree/knowledge/a/b.md", "one");

        Assert.Equal(["tree/knowledge/a/b.md", "tree/knowledge/a/qna.yaml"], Clean().Inputs[0].Files.Select(f => f.Path));
    }

    [Theory]
    [InlineData("nothing", "The folder")]
    [InlineData("empty", "qna.yaml")]
    public void WithoutLeavesIsRefused(string tree, string says)
    {
        folder.With("empty/README.md", "x");

        var found = folder.Scan(Source with { Taxonomy = SeedFolder.At(tree) }).TheFinding();

        Assert.Equal("SYNTH0601", found.Kind.Code);
        Assert.Contains(says, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version: 2\n", "", "0270(1,1)")]
    [InlineData("version: 2\n", "version: 1\n", "0270(1,10)")]
    [InlineData("version: 2\n", "version: 4\n", "0270(1,10)")]
    [InlineData("version: 2\n", "version: two\n", "0270(1,10)")]
    [InlineData("created_by: jane\n", "", "0271(1,1)")]
    [InlineData("created_by: jane\n", "created_by: 7\n", "0273(2,13)")]
    [InlineData("created_by: jane\n", "created_by: ''\n", "0273(2,13)")]
    [InlineData("created_by: jane\n", "createdby: jane\n", "0271(1,1) 0272(2,1)")]
    [InlineData("  - question: Question 4?\n    answer: |\n      Answer\n      of 4\n", "", "0274(4,1)")]
    [InlineData("  - question: Question 4?\n", "  - question: Question 3?\n", "0275(21,5)")]
    [InlineData("  - question: Question 4?\n", "  - question: { a: b }\n", "0273(21,15)")]
    [InlineData("  - question: Question 4?\n", "  - quesiton: Question 4?\n", "0271(21,5) 0272(21,5)")]
    [InlineData("  - question: Question 4?\n", "  - question: Question 4?\n    more: x\n", "0272(22,5)")]
    [InlineData("  - question: Question 4?\n", "  - question: *four\n", "0261(21,15)")]
    [InlineData("  - question: Question 4?\n", "\t- question: Question 4?\n", "0260(21,1)")]
    [InlineData("seed_examples:\n", "seed_examples: none\nmore:\n", "0272(5,1) 0273(4,16)")]
    public void WithALeafThatIsBrokenSaysWhere(string was, string now, string found)
    {
        var text = Leaf.Skill();
        Assert.Contains(was, text, StringComparison.Ordinal);
        folder.With("tree/foundational_skills/a/qna.yaml", text.Replace(was, now, StringComparison.Ordinal)).With("tree/b/qna.yaml", Leaf.Skill());

        var set = folder.Scan(Source);

        Assert.All(set.Findings, f => Assert.Equal("tree/foundational_skills/a/qna.yaml", f.Place!.Path));
        Assert.Equal(found, string.Join(' ', set.Findings.Select(f => $"{f.Kind.Code[5..]}({f.Place!.Line},{f.Place.Column})").Order(StringComparer.Ordinal)));
        Assert.Equal(5, set.Count);
    }

    [Theory]
    [InlineData("domain: Cats\n", "task_description: x\n", "0271(1,1) 0272(3,1)")]
    [InlineData("document_outline: About cats\n", "", "0271(1,1)")]
    [InlineData("document: { repo: https://example.org/cats.git, commit: abc, patterns: [b.md, './docs/*.md'] }\n", "", "0271(1,1)")]
    [InlineData("patterns: [b.md, './docs/*.md']", "patterns: []", "0274(41,62)")]
    [InlineData("patterns: [b.md, './docs/*.md']", "patterns: [b.md, b.md]", "0275(41,79)")]
    [InlineData("patterns: [b.md, './docs/*.md']", "pattern: [b.md]", "0271(41,11) 0272(41,62)")]
    [InlineData("      - { question: Question 4-2?, answer: Answer 4-2 }\n", "", "0274(35,5)")]
    [InlineData("      - { question: Question 4-2?, answer: Answer 4-2 }\n", "      - { question: Question 4-2? }\n", "0271(38,9)")]
    [InlineData("  - context: Context 4\n    questions_and_answers", "  - questions_and_answers", "0271(34,5)")]
    public void WithKnowledgeThatIsBrokenSaysWhere(string was, string now, string found)
    {
        var text = Leaf.Knowledge();
        Assert.Contains(was, text, StringComparison.Ordinal);
        folder.With("tree/knowledge/a/qna.yaml", text.Replace(was, now, StringComparison.Ordinal));

        Assert.Equal(found, string.Join(' ', folder.Scan(Source).Findings.Select(f => $"{f.Kind.Code[5..]}({f.Place!.Line},{f.Place.Column})").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void WithADocumentThatIsNoTextSaysSo()
    {
        folder.With("tree/knowledge/a/qna.yaml", Leaf.Knowledge()).With("tree/knowledge/a/b.md", [0x25, 0x50, 0x44, 0x46, 0xFF]);

        var found = folder.Scan(Source).TheFinding();

        Assert.Equal("SYNTH0276", found.Kind.Code);
        Assert.Contains("tree/knowledge/a/b.md", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithAThousandLaughsIsRefused()
    {
        folder.With("tree/a/qna.yaml", "version: 2\na: &a [x, x]\nb: &b [*a, *a]\n");

        Assert.All(folder.Scan(Source).Findings, f => Assert.Equal("SYNTH0261", f.Kind.Code));
    }

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();

    private SeedSet Clean()
    {
        var set = folder.Scan(Source);
        Assert.Empty(set.Found());
        return set;
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddHours(1);
    }
}

/// <summary>Leaves as InstructLab's contributors write them.</summary>
internal static class Leaf
{
    /// <summary>Version 2, without context but for one example.</summary>
    public static string Skill(int context = -1, params string[] questions) =>
        "version: 2\ncreated_by: jane\ntask_description: To write haikus\nseed_examples:\n"
        + string.Concat((questions.Length > 0 ? questions : [.. Enumerable.Range(0, 5).Select(i => $"Question {i}?")])
            .Select((q, i) => $"  - question: {q}\n{(i == context ? $"    context: Context {i}\n" : "")}    answer: |\n      Answer\n      of {i}\n"));

    /// <summary>Knowledge of version 2, with a document <c>b.md</c>.</summary>
    public static string Document(params IEnumerable<string> questions) =>
        "version: 2\ncreated_by: jane\ndomain: Cats\ntask_description: To teach about cats\nseed_examples:\n"
        + string.Concat(questions.Select(q => $"  - {{ question: \"{q}\", answer: Yes }}\n"))
        + "document: { repo: https://example.org/cats.git, commit: abc, patterns: [b.md] }\n";

    /// <summary>Version 3, with documents <c>b.md</c> and <c>docs/*.md</c>.</summary>
    public static string Knowledge() =>
        "version: 3\ncreated_by: jane\ndomain: Cats\ndocument_outline: About cats\nseed_examples:\n"
        + string.Concat(Enumerable.Range(0, 5).Select(i => $"  - context: Context {i}\n    questions_and_answers:\n{string.Concat(Enumerable.Range(0, 3).Select(n => $"      - {{ question: Question {i}-{n}?, answer: Answer {i}-{n} }}\n"))}{(i == 4 ? "" : "      # more\n      # and more\n")}"))
        + "# the end\n\n"
        + "document: { repo: https://example.org/cats.git, commit: abc, patterns: [b.md, './docs/*.md'] }\n";
}
