using SynthTool.Formats;
using SynthTool.Formats.Schemas;

namespace SynthTool.Tests.Formats;

public sealed class ShapesOfSchemas
{
    [Theory]
    [InlineData("""{"type":"string"}""", "string")]
    [InlineData("""{"type":["integer","null"]}""", "integer?")]
    [InlineData("""{"type":["integer","number"]}""", "number")]
    [InlineData("""{"type":["integer","string"]}""", "mixed")]
    [InlineData("""{"enum":["a","b"]}""", "string")]
    [InlineData("""{"enum":[1,2.5,null]}""", "number?")]
    [InlineData("""{"const":true}""", "boolean")]
    [InlineData("""{"type":"string","enum":["a",null,3]}""", "string")]
    [InlineData("""{}""", "any")]
    [InlineData("""true""", "any")]
    [InlineData("""false""", "null")]
    [InlineData("""{"type":"array"}""", "[any]")]
    [InlineData("""{"type":"array","items":{"type":"number"}}""", "[number]")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"},{"type":"number"}],"items":false}""", "[number]")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer"},"b":{"type":"string"}}}""", """{"a":integer,"b":string?,...}""")]
    [InlineData("""{"type":"object","additionalProperties":false,"required":["c"],"properties":{"a":{"type":["integer","null"]}}}""", """{"a":integer?,"c":any}""")]
    [InlineData("""{"properties":{"a":{"properties":{"b":{}}}}}""", """{"a":any,...}""")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"integer"}}}""", "integer")]
    [InlineData("""{"type":"object","properties":{"child":{"$ref":"#"},"n":{"type":"integer"}},"additionalProperties":false}""", """{"child":{"child":any,"n":integer?}?,"n":integer?}""")]
    [InlineData("""{"allOf":[{"type":"object","properties":{"a":{"type":"number"}}},{"properties":{"a":{"type":"integer"},"b":{"type":"null"}},"required":["a"]}]}""", """{"a":integer,"b":null,...}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "string?")]
    [InlineData("""{"oneOf":[{"type":"object","required":["a"],"properties":{"a":{"type":"string"}},"additionalProperties":false},{"type":"object","required":["b"],"properties":{"b":{"type":"string"}},"additionalProperties":false}]}""", """{"a":string?,"b":string?}""")]
    [InlineData("""{"type":"object","required":["k"],"properties":{"k":{"type":"string"}},"if":{"properties":{"k":{"const":"x"}}},"then":{"properties":{"x":{"type":"integer"}}},"additionalProperties":false}""", """{"k":string,"x":integer?}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":string?,...}""")]
    [InlineData("""{"type":"object","patternProperties":{"^x":{}},"additionalProperties":false}""", "{...}")]
    public void PromiseWhatTheSchemaPromises(string schema, string shape) => Assert.Equal(shape, ShapeOfSchema.From(Schemas.Of(schema)).ToText());

    [Fact]
    public void AreBoundedWhereReferencesMultiply()
    {
        var levels = string.Join(",", Enumerable.Range(0, 60).Select(i => $$$"""  "d{{{i}}}":{"type":"object","properties":{"a":{"$ref":"#/$defs/d{{{i + 1}}}"},"b":{"$ref":"#/$defs/d{{{i + 1}}}"} } }"""));
        var shape = ShapeOfSchema.From(Schemas.Of($$"""{"$ref":"#/$defs/d0","$defs":{ {{levels}},"d60":{} } }"""));

        Assert.Equal(ShapeKind.Object, shape.Kind);
        Assert.True(shape.ToText().Length < 1_000_000);
    }
}
