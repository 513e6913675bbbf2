using System.Globalization;
using System.Text.Json;
using SynthTool.Tests.Expressions;

namespace SynthTool.Tests.Prompts;

public sealed class ATemplate
{
    [Theory]
    [InlineData("{{ seed.text }}", "Hello brave new world")]
    [InlineData("{{ seed['first-name'] }}", "Ada")]
    [InlineData("{{ seed.big }}", "123456789012345678901234567890")]
    [InlineData("{{ seed.big + 1 }}", "123456789012345678901234567891")]
    [InlineData("{{ seed.half }} {{ 1.5 }} {{ 0.1 + 0.2 }} {{ 2.0 }}", "0.5 1.5 0.30000000000000004 2")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "9223372036854775808")]
    [InlineData("[{{ seed.none }}] {{ seed.yes }}", "[] true")]
    [InlineData("{{ seed.tags.size }}{{ seed.text.size }}", "221")]
    [InlineData("{{ seed.tags[0] }}{{ seed.tags[-1] }}", "ab")]
    [InlineData("{{ for t in seed.tags }}{{ for.index }}{{ t }}{{ if !for.last }}, {{ end }}{{ end }}", "0a, 1b")]
    [InlineData("{{ for t in seed.tags reversed limit:1 }}{{ t }}{{ end }}", "b")]
    [InlineData("{{ for t in seed.none }}x{{ else }}none{{ end }}none", "none")]
    [InlineData("{{ for p in seed.author }}{{ p.key }}={{ p.value }}{{ end }}", "name=Ann")]
    [InlineData("{{ for p in {a: 1, b: 2} }}{{ p.key }}={{ p.value }};{{ end }}", "a=1;b=2;")]
    [InlineData("{{ for i in 1..3 }}{{ i }}{{ end }}", "123")]
    [InlineData("{{ if seed.n > 2 && seed.yes }}y{{ else }}n{{ end }}", "y")]
    [InlineData("{{ case seed.n }}{{ when 1, 3 }}odd{{ else }}even{{ end }}", "odd")]
    [InlineData("{{ x = 'a'; x += 'b'; x = x + 1; x }}", "ab1")]
    [InlineData("{{ n = 2; n *= 3; x = n++; n }}", "7")]
    [InlineData("{{ capture c }}<{{ seed.n }}>{{ end }}{{ c }}{{ c }}", "<3><3>")]
    [InlineData("{{ func twice(x) }}{{ x }}{{ x }}{{ end }}{{ twice 'ab' }}", "abab")]
    [InlineData("{{ with seed.author }}{{ name }}{{ end }}", "Ann")]
    [InlineData("{{ '-' * 3 }}", "---")]
    [InlineData("{{ $\"n={seed.n} {seed.half}\" }}", "n=3 0.5")]
    [InlineData("{{ seed.none ?? 'x' }}{{ seed.none?.a }}", "x")]
    [InlineData("{{ seed.text | string.upcase | string.slice 0 5 }}", "HELLO")]
    [InlineData("{{ seed.n | string.pad_left 3 }}|", "  3|")]
    [InlineData("{{ string.truncate seed.text 8 }} {{ string.truncate seed.text 8 ellipsis: '…' }}", "Hello... Hello b…")]
    [InlineData("{{ seed.tags | array.join ', ' }}", "a, b")]
    [InlineData("{{ json seed.author }} {{ [1, {b: 1.0, a: 'x'}] | json }}", "{\"name\":\"Ann\"} [1,{\"a\":\"x\",\"b\":1}]")]
    [InlineData("{{ words seed.text }} {{ chars seed.emoji }} {{ first_chars seed.emoji 2 }}", "4 4 a👩‍👩‍👧")]
    [InlineData("{{ is_missing seed.none }} {{ is_missing seed.nowhere.deeper }} {{ is_missing seed.text }} {{ is_missing seed.tags[5] }}", "true true false true")]
    [InlineData("{{ if seed.nowhere | is_missing }}gone{{ end }}", "gone")]
    [InlineData("{{ math.round 2.567 1 }} {{ math.abs (-3) }}", "2.6 3")]
    [InlineData("{{ seed.none | object.default 'd' }}", "d")]
    [InlineData("a {{- ' b ' -}} c", "a b c")]
    [InlineData("{{# a comment }}x{{ # another\n }}", "x")]
    [InlineData("  {{ seed.two }}", "  one\ntwo", """{"seed":{"two":"one\ntwo"}}""")]
    public void Prints(string text, string expected, string row = Evaluated.Row) => Assert.Equal(expected, Rendered.Text(text, row));

    [Fact]
    public void FencesADocumentInATagOfItsOwn()
    {
        var text = Rendered.Text("{{ fence seed.text }}");

        Assert.Matches("^<doc-([0-9a-f]{8})>\nHello brave new world\n</doc-\\1>$", text);
        Assert.Equal(text, Rendered.Text("{{ seed.text | fence }}"));
        Assert.NotEqual(text[..13], Rendered.Text("{{ fence 'other' }}")[..13]);
    }

    [Fact]
    public void PrintsTheSameUnderEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NumberGroupSeparator = ".";
        odd.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = odd;

            Assert.Equal("0.5 -1.5 -2 1,234.50 0.5", Rendered.Text("{{ seed.half }} {{ 0 - 1.5 }} {{ -2 }} {{ math.format 1234.5 'N2' }} {{ $\"{seed.half}\" }}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ReadsADeclaredFieldThatARecordLacksAsNull()
    {
        var names = new TestNames("""{"seed":{"list":[{}]}}""", Evaluated.Shape("""{"seed":{"text":"string?","list":[{"x":"string?"}]},"draft":"string?"}"""));

        Assert.Equal("[][][]", Rendered.Parse("[{{ seed.text }}][{{ for i in seed.list }}{{ i.x }}{{ end }}][{{ draft }}]").Render(names).Messages[0].Text);
    }

    [Fact]
    public void LeavesNothingBehindForTheNextRow()
    {
        var template = Rendered.Parse("{{ if is_missing seed.b }}first{{ else }}{{ if seed.b }}second{{ end }}{{ end }}{{ if seed.a }}{{ left = 1 }}{{ end }}");

        Assert.Equal("first", template.Render(new TestNames("""{"seed":{"a":true}}""")).Messages[0].Text);
        Assert.Equal("second", template.Render(new TestNames("""{"seed":{"a":false,"b":true}}""")).Messages[0].Text);
        Assert.Throws<SynthTool.Prompts.PromptFailure>(() => Rendered.Parse("{{ left }}{{ if false }}{{ left = 1 }}{{ end }}").Render(new TestNames("""{"seed":{}}""")));
    }

    [Fact]
    public void IsSafeForSeveralThreads()
    {
        var template = Rendered.Parse("user:\n{{ for t in seed.tags }}{{ t }}{{ end }}{{ seed.n }}{{ include 'b.sbn' }}", ("b.sbn", "!{{ seed.n * 2 }}"));

        var texts = Enumerable.Range(0, 2000).AsParallel()
            .Select(n => (n, template.Render(new TestNames($$$"""{"seed":{"n":{{{n}}},"tags":["x{{{n}}}"]}}""")).Messages[0].Text))
            .ToList();

        Assert.All(texts, t => Assert.Equal($"x{t.n}{t.n}!{t.n * 2}", t.Text));
    }

    [Fact]
    public void TellsWhatItReadsAndIncludes()
    {
        var template = Rendered.Parse("{{ seed.text }}{{ if false }}{{ seed.never }}{{ end }}{{ seed.none }}{{ for t in seed.tags }}{{ t }}{{ end }}{{ seed.author.name }}{{ include 'b.sbn' }}", ("b.sbn", "{{ row.id }}"), ("c.sbn", "x"));

        var observed = template.RenderObserved(new TestNames(Evaluated.Row));

        Assert.Equal("data/prompts/b.sbn", Assert.Single(observed.Includes));
        Assert.Equal(
            ["row True", "row.id True", "seed True", "seed.author True", "seed.author.name True", "seed.none False", "seed.tags True", "seed.text True"],
            observed.Names.Select(n => $"{n.Path} {n.Present}"));
        Assert.Empty(template.Render(new TestNames(Evaluated.Row)).Names);
        Assert.Equal(["seed.text", "seed.never", "seed.none", "seed.tags", "seed.author.name", "row.id"], template.Names.Select(n => n.ToString()));
    }

    [Fact]
    public void KeepsItsNamesApartFromCase()
    {
        Assert.Equal("Ab", Rendered.Text("{{ seed.A }}{{ seed.a }}", """{"seed":{"A":"A","a":"b"}}"""));
        Assert.Contains("did you mean \"text\"?", Rendered.Failure("{{ seed.Text }}").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GivesJsonThatReadsBack() =>
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""{"seed":{"x":[1,2.5,"a\"b\n",{"k":null}]}}""").GetProperty("seed"),
            JsonElement.Parse(Rendered.Text("{{ json seed }}", """{"seed":{"x":[1,2.5,"a\"b\n",{"k":null}]}}"""))));
}
