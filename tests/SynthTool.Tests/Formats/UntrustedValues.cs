using System.Text.Json;

namespace SynthTool.Tests.Formats;

public sealed class UntrustedValues
{
    [Fact]
    public void AreJudgedAlsoWhenNestedAsDeepAsReadersAllow()
    {
        var schema = Schemas.Of("""{"properties":{"a":{"$ref":"#"}},"allOf":[{"type":"object"}]}""");
        var deep = Json.Of(string.Concat(Enumerable.Repeat("{\"a\":", 62)) + "{}" + new string('}', 62));
        var wrong = Json.Of(string.Concat(Enumerable.Repeat("{\"a\":", 62)) + "1" + new string('}', 62));

        Assert.True(schema.IsValid(deep));
        Assert.Equal(string.Concat(Enumerable.Repeat("/a", 62)), Assert.Single(schema.Validate(wrong)).InstancePath);
    }

    [Fact]
    public void CannotExhaustTheStack()
    {
        var schema = Schemas.Of("""{"items":{"$ref":"#"}}""");
        var deep = JsonDocument.Parse(new string('[', 5000) + new string(']', 5000), new JsonDocumentOptions { MaxDepth = 6000 }).RootElement;

        Assert.False(schema.IsValid(deep));
        Assert.Contains("too many checks", Assert.Single(schema.Validate(deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CannotMultiplyWorkWithoutEnd()
    {
        // Each level asks twice for the next: 2^60 checks of one number.
        var levels = string.Join(",", Enumerable.Range(0, 60).Select(i => $$"""  "d{{i}}":{"allOf":[{"$ref":"#/$defs/d{{i + 1}}"},{"$ref":"#/$defs/d{{i + 1}}"}]}"""));
        var schema = Schemas.Of($$"""{"items":{"$ref":"#/$defs/d30"},"$defs":{ {{levels}},"d60":{"type":"number"} } }""");

        Assert.False(schema.IsValid(Json.Of("[1]")));
        Assert.Contains("too many checks", Assert.Single(schema.Validate(Json.Of("[1]"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MayBeLongListsOfDifferentItems()
    {
        var schema = Schemas.Of("""{"uniqueItems":true,"items":{"anyOf":[{"type":"string"},{"type":"object"},{"type":"number"}]}}""");
        var items = Enumerable.Range(0, 30_000).Select(i => i % 2 == 0 ? $"{i}.0" : $$"""{"a":{{i}},"b":"x"}""");

        Assert.True(schema.IsValid(Json.Of($"[{string.Join(",", items)}]")));
        Assert.Equal(
            "must not have equal items: those at 501 and 30000 are",
            Assert.Single(schema.Validate(Json.Of($$"""[{{string.Join(",", items)}},{"b":"\u0078","a":501e0}]"""))).Message);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":\"\\udc00\"}")]
    [InlineData("[\"\\ud800\",\"\\ud800\"]")]
    public void WithHalfSurrogatePairsDoNotThrow(string text)
    {
        var schema = Schemas.Of("""{"minLength":1,"pattern":"^.$","enum":["a"],"properties":{"a":{}},"required":["a"],"patternProperties":{"^b":{}},"additionalProperties":false,"uniqueItems":true}""");

        Assert.NotEmpty(schema.Validate(Json.Of(text)));
    }

    [Fact]
    public void ThatAreNotUtf8DoNotThrow()
    {
        var value = JsonDocument.Parse(new ReadOnlyMemory<byte>([.. "{\"a"u8, 0xFF, .. "\":\""u8, 0xC3, .. "\"}"u8])).RootElement;

        Assert.NotEmpty(Schemas.Of("""{"propertyNames":{"maxLength":1},"additionalProperties":{"pattern":"^a$"}}""").Validate(value));
    }

    [Fact]
    public void MayHoldNumbersOfAnyLength()
    {
        var digits = new string('7', 100_000);
        var schema = Schemas.Of("""{"type":"integer","multipleOf":7,"minimum":1e400}""");

        Assert.True(schema.IsValid(Json.Of(digits)));
        Assert.False(schema.IsValid(Json.Of(digits + "1")));
        Assert.False(schema.IsValid(Json.Of("7e399")));
        Assert.True(schema.IsValid(Json.Of("7e999999999")));
        Assert.False(schema.IsValid(Json.Of("8e999999999")));
    }
}
