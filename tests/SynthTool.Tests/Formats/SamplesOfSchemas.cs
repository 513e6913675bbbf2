using System.Text;
using SynthTool.Formats.Schemas;
using Xunit.Abstractions;

namespace SynthTool.Tests.Formats;

public sealed class SamplesOfSchemas(ITestOutputHelper output)
{
    [Theory]
    [InlineData("""{"type":"object","required":["question","score"],"properties":{"question":{"type":"string","minLength":40},"score":{"type":"integer","minimum":1,"maximum":5},"kind":{"enum":["how","why"]}},"additionalProperties":false}""", true)]
    [InlineData("""{"type":"array","minItems":3,"uniqueItems":true,"items":{"type":"object","required":["text"],"properties":{"text":{"type":"string","maxLength":12}}}}""", true)]
    [InlineData("""{"type":"string","pattern":"^[A-Z]{3}-\\d{4,6}(?:-(?:x|y))?$"}""", true)]
    [InlineData("""{"type":"string","pattern":"^[a-z]+$","minLength":10,"maxLength":20}""", true)]
    [InlineData("""{"type":"string","maxLength":2}""", true)]
    [InlineData("""{"type":"string","format":"date-time"}""", true)]
    [InlineData("""{"const":{"a":[1]}}""", false)]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1}""", true)]
    [InlineData("""{"type":"number","minimum":0.5,"maximum":0.5}""", false)]
    [InlineData("""{"type":"integer","multipleOf":7,"minimum":100}""", true)]
    [InlineData("""{"type":"integer","maximum":-1000}""", true)]
    [InlineData("""{"type":"number","multipleOf":0.01,"minimum":1}""", true)]
    [InlineData("""{"type":"integer","minimum":1e30}""", false)]
    [InlineData("""{"type":"boolean"}""", true)]
    [InlineData("""{"type":["null","string"]}""", true)]
    [InlineData("""{"type":"null"}""", false)]
    [InlineData("""{"type":"object","properties":{"name":{"type":"string"},"child":{"$ref":"#"},"children":{"type":"array","items":{"$ref":"#"}}},"required":["name"]}""", true)]
    [InlineData("""{"oneOf":[{"type":"object","required":["a"],"properties":{"a":{"const":1}}},{"type":"object","required":["b"],"properties":{"b":{"type":"string"},"a":{"const":2}}}]}""", true)]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/base"},{"required":["b"],"properties":{"b":{"type":"integer"}}}],"$defs":{"base":{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}}}""", true)]
    [InlineData("""{"type":"object","properties":{"kind":{"enum":["x","y"]},"n":{"type":"integer"}},"required":["kind"],"if":{"properties":{"kind":{"const":"x"}}},"then":{"required":["n"]},"else":{"properties":{"n":false}}}""", true)]
    [InlineData("""{"type":"object","minProperties":3,"propertyNames":{"pattern":"^p"},"additionalProperties":{"type":"integer"}}""", true)]
    [InlineData("""{"type":"object","patternProperties":{"^x-[a-z]+$":{"type":"string"}},"additionalProperties":false,"minProperties":2}""", true)]
    [InlineData("""{"type":"object","maxProperties":1,"required":["b"],"properties":{"a":{},"b":{"type":"string"},"c":{}}}""", true)]
    [InlineData("""{"type":"array","contains":{"const":5},"minContains":2,"items":{"type":"integer"}}""", false)]
    [InlineData("""{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false,"minItems":2}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"],"dependentRequired":{"a":["b"]}}""", true)]
    [InlineData("""{"type":"integer","not":{"multipleOf":2}}""", true)]
    [InlineData("""{"type":"object","required":["messages"],"properties":{"messages":{"type":"array","minItems":2,"items":{"type":"object","required":["role","content"],"properties":{"role":{"enum":["user","assistant"]},"content":{"type":"string","minLength":1}}}}}}""", true)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"q":{"type":"string","minLength":3}},"type":"object","properties":{"q":{"$ref":"#/definitions/q"}},"required":["q"]}""", true)]
    [InlineData("""{"type":"string","default":"a proposed text"}""", true)]
    public void FitAndDiffer(string text, bool differ)
    {
        var schema = Schemas.Of(text);
        var samples = Enumerable.Range(0, 30).Select(i => SchemaSample.For(schema, i)).ToArray();

        Assert.All(samples, s => Assert.Empty(schema.Validate(Json.Of(s))));
        Assert.Equal(samples, Enumerable.Range(0, 30).Select(i => SchemaSample.For(Schemas.Of(text), i)));
        Assert.True(!differ || samples.Distinct().Count() > 1, samples[0]);
    }

    [Fact]
    public void BeginWithWhatTheSchemaProposes() =>
        Assert.Contains("a proposed text", SchemaSample.For(Schemas.Of("""{"type":"object","properties":{"a":{"type":"string","default":"a proposed text"}}}"""), 0), StringComparison.Ordinal);

    [OfficialSuiteFact]
    public void FitMostSchemasOfTheOfficialSuiteAndNeverThrow()
    {
        var (fitting, all) = (0, 0);
        foreach (var (_, group) in OfficialSuite.Groups("draft2020-12", optional: false))
        {
            var satisfiable = group.GetProperty("tests").EnumerateArray().Any(t => t.GetProperty("valid").GetBoolean());
            if (satisfiable && JsonSchema.Parse(Encoding.UTF8.GetBytes(group.GetProperty("schema").GetRawText()), "s.json").Value is { } schema)
            {
                all++;
                fitting += schema.IsValid(Json.Of(SchemaSample.For(schema, 3))) ? 1 : 0;
            }
        }

        output.WriteLine($"{fitting} of {all} samples fit");
        Assert.True(fitting > all * 9 / 10, $"{fitting} of {all}");
    }
}
