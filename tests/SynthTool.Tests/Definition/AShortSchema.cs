using System.Text;
using System.Text.Json;
using CsCheck;
using SynthTool.Definition;
using SynthTool.Formats.Schemas;

namespace SynthTool.Tests.Definition;

public sealed class AShortSchema
{
    private const string Step = Sample.Head + Sample.Teacher + "steps:\n  - generate: x\n    teacher: t\n    prompt: p\n    response: ";

    /// <summary>A type in short, values that fit it, and values that do not.</summary>
    private sealed record Case(string Short, string[] Fits, string[] DoesNot);

    private static readonly Case[] Simple =
    [
        new("string", ["\"\"", "\"x\"", "\"how\""], ["1", "null", "[]", "{}", "true"]),
        new("number", ["1", "-0.5", "1e3"], ["\"1\"", "null", "true"]),
        new("integer", ["0", "-7", "3.0"], ["1.5", "\"1\"", "null"]),
        new("boolean", ["true", "false"], ["0", "\"true\"", "null"]),
        new("how | why|error", ["\"how\"", "\"why\"", "\"error\""], ["\"who\"", "\"\"", "null", "1"]),
        new("new user | no", ["\"new user\"", "\"no\""], ["\"new\"", "false"]),
        new("1..5", ["1", "3", "5", "5.0"], ["0", "6", "1.5", "\"1\"", "null"]),
        new("-3..-3", ["-3"], ["-2", "3"]),
    ];

    private static readonly Gen<Case> Any = Gen.Recursive<Case>((depth, of) => depth >= 3
        ? Gen.OneOf(Simple)
        : Gen.Frequency((3, Gen.OneOf(Simple)), (1, of.Select(List)), (2, Gen.Select(of, of, Gen.Bool, Object))));

    [Theory]
    [InlineData("string", """{"type":"string"}""")]
    [InlineData("how | why", """{"type":"string","enum":["how","why"]}""")]
    [InlineData("1..5", """{"type":"integer","minimum":1,"maximum":5}""")]
    [InlineData("[number]", """{"type":"array","items":{"type":"number"}}""")]
    [InlineData("{ b: boolean, a: integer }", """{"type":"object","properties":{"b":{"type":"boolean"},"a":{"type":"integer"}},"required":["b","a"],"additionalProperties":false}""")]
    [InlineData("{ a: string? }", """{"type":"object","properties":{"a":{"type":["string","null"]}},"additionalProperties":false}""")]
    [InlineData("{ a: 'ä | b ?', c: 1..5? }", """{"type":"object","properties":{"a":{"type":["string","null"],"enum":["ä","b",null]},"c":{"type":["integer","null"],"minimum":1,"maximum":5}},"additionalProperties":false}""")]
    [InlineData("\n      questions:\n        - question: string\n          kind: how | why | error\n", """{"type":"object","properties":{"questions":{"type":"array","items":{"type":"object","properties":{"question":{"type":"string"},"kind":{"type":"string","enum":["how","why","error"]}},"required":["question","kind"],"additionalProperties":false}}},"required":["questions"],"additionalProperties":false}""")]
    public void MeansOneJsonSchema(string written, string json)
    {
        var response = Response(Step + written + "\n");

        Assert.Equal(("data/d.synth.yaml#x.response", Sample.Path, json), (response.Path, response.File, response.Inline?.Text));
    }

    [Fact]
    public void JudgesValuesAsItSays() => Any.Sample(
        type =>
        {
            var schema = Compiled(Response(Step + type.Short + "\n").Inline!.Text);

            Assert.All(type.Fits, v => Assert.Empty(schema.Validate(Json(v))));
            Assert.All(type.DoesNot, v => Assert.False(schema.IsValid(Json(v)), $"{v} fits {type.Short}"));
            Assert.True(schema.IsValid(Json(SchemaSample.For(schema, 7))));
        },
        iter: 300);

    [Theory]
    [InlineData("schemas/a.json")]
    [InlineData("a.json")]
    [InlineData("strings")]
    [InlineData("../x..y")]
    public void IsNoPath(string written) => Assert.Null(Response(Step + written + "\n").Inline);

    [Theory]
    [InlineData("{ a: «0520»strng }", "did you mean \"string\"?")]
    [InlineData("{ a: [{ b: «0520»how }] }", "types are")]
    [InlineData("{ a: «0520»object }", "file of its own")]
    [InlineData("{ a: «0520»array, b: «0520»list }", "file of its own")]
    [InlineData("«0520»string?", "remove the ?")]
    [InlineData("{ a: [«0520»string?] }", "remove the ?")]
    [InlineData("«0520»[]", "write [type]")]
    [InlineData("{ a: «0520»[string, number] }", "write [type]")]
    [InlineData("«0520»{}", "write { field: type }")]
    [InlineData("{ a: «0520»{} }", "write { field: type }")]
    [InlineData("{ «0520»a?: string }", "behind its type")]
    [InlineData("{ «0520»'': string }", "")]
    [InlineData("{ a: «0520»how | | why }", "1..5")]
    [InlineData("{ a: «0520»string | number }", "1..5")]
    [InlineData("{ a: «0520»1 | 2 }", "1..5")]
    [InlineData("{ a: «0520»yes | true }", "1..5")]
    [InlineData("{ a: «0520»yes | null }", "1..5")]
    [InlineData("{ a: «0520»how | why | how }", "remove one")]
    [InlineData("{ a: «0520»5..1 }", "")]
    [InlineData("{ a: «0520»1..99999999999999999999 }", "")]
    [InlineData("{ a: «0520»0.5..1 }", "types are")]
    [InlineData("{ a: '«0520»?' }", "types are")]
    [InlineData("{ a: «0504»5 }", "")]
    [InlineData("{ a: «0504»null, b: «0504»true }", "")]
    [InlineData("\n      a: string\n      b:\n        - «0520»strin\n", "string")]
    public void IsRefusedWithItsPlace(string marked, string hint)
    {
        var found = Sample.AssertFindings(Step + marked + "\n");

        Assert.All(found, f => Assert.Contains(hint, f.Hint ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void HasABoundForItsDepth()
    {
        var text = Step + new string('[', 60) + "string" + new string(']', 60) + "\n";

        Assert.Equal("SYNTH0520", Assert.Single(Sample.Read(text).Diagnostics).Kind.Code);
        Compiled(Response(Step + string.Concat(Enumerable.Repeat("{ a: ", 16)) + "string" + new string('}', 16) + "\n").Inline!.Text);
    }

    [Theory]
    [InlineData("«0520»[string]")]
    [InlineData("«0520»string")]
    [InlineData("«0520»a | b")]
    [InlineData("{ a: «0520»strng }")]
    public void OfSeedsIsAnObject(string marked) => Sample.AssertFindings($"dataset: d\nseeds: {{ from: a.jsonl, schema: {marked} }}\n");

    [Fact]
    public void BelongsToItsSource()
    {
        var sources = Sample.ReadClean("dataset: d\nseeds: [{ from: a, schema: { a: string } }, { from: b, schema: { a: number } }, { from: c, schema: s.json }]\n").Sources;

        Assert.Equal(["data/d.synth.yaml#seeds.schema", "data/d.synth.yaml#seeds-2.schema", "data/s.json"], sources.Select(s => s.Schema!.Path));
    }

    private static Case List(Case of) => new($"[{of.Short}]", ["[]", .. of.Fits.Select(f => $"[{f}]"), $"[{string.Join(',', of.Fits)}]"], ["{}", "null", .. of.DoesNot.Select(d => $"[{d}]")]);

    private static Case Object(Case first, Case second, bool isOptional)
    {
        isOptional &= second.Short[0] is not ('[' or '{');
        var shown = $"{{ a: {first.Short}, b-c: {second.Short}{(isOptional ? "?" : "")} }}";
        var (a, b) = (first.Fits[0], second.Fits[0]);
        string[] optional = [$$"""{"a":{{a}}}""", $$"""{"a":{{a}},"b-c":null}"""];
        return new(
            shown,
            [.. second.Fits.Select(f => $$"""{"b-c":{{f}},"a":{{a}}}"""), .. isOptional ? optional : []],
            [
                "[]", "null", "\"x\"", $$"""{"b-c":{{b}}}""", $$"""{"a":{{a}},"b-c":{{b}},"d":1}""", .. isOptional ? [] : optional[..1],
                .. first.DoesNot.Select(d => $$"""{"a":{{d}},"b-c":{{b}}}"""),
                .. second.DoesNot.Where(d => !isOptional || d != "null").Select(d => $$"""{"a":{{a}},"b-c":{{d}}}"""),
            ]);
    }

    private static JsonSchema Compiled(string json)
    {
        var parsed = JsonSchema.Parse(Encoding.UTF8.GetBytes(json), "s.json");
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value!;
    }

    private static DefinitionPart Response(string text) => Assert.IsType<GenerateDefinition>(Assert.Single(Sample.ReadClean(text).Steps)).Response!;

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
