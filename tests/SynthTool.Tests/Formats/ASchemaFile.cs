using System.Text;
using SynthTool.Formats.Schemas;

namespace SynthTool.Tests.Formats;

public sealed class ASchemaFile
{
    [Theory]
    [InlineData("unevaluatedProperties", "false")]
    [InlineData("unevaluatedItems", "{}")]
    [InlineData("$dynamicRef", "\"#a\"")]
    [InlineData("$recursiveRef", "\"#\"")]
    public void WithAnUnsupportedKeywordIsRefusedByNameAndPlace(string keyword, string value)
    {
        var text = "{\n  \"properties\": {\n    \"ä\": { \"" + keyword + "\": " + value + " }\n  }\n}";

        Assert.Equal([$"SYNTH0203 s.json(3,12): {keyword} is not supported"], Schemas.Findings(text));
        Assert.Contains("SYNTH0203", Schemas.Findings(Schemas.Draft07($"\"{keyword}\":{value}"))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.json")]
    [InlineData("https://example.org/a.json#/x")]
    [InlineData("http://json-schema.org/draft-07/schema#")]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    public void ThatLeadsOutOfItselfIsRefused(string reference) =>
        Assert.Equal([$"SYNTH0203 s.json(1,2): $ref \"{reference}\" leads out of this file, which is not supported"], Schemas.Findings($$"""{"$ref":"{{reference}}"}"""));

    [Theory]
    [InlineData("""{"type":"number","minimum":5,"maximum":2}""", "minimum 5 leaves nothing below maximum 2: no number fits")]
    [InlineData("""{"exclusiveMinimum":2,"maximum":2.0}""", "exclusiveMinimum 2 leaves nothing below maximum 2.0: no number fits")]
    [InlineData("""{"type":"integer","minimum":1e2,"exclusiveMaximum":100}""", "minimum 1e2 leaves nothing below exclusiveMaximum 100: no number fits")]
    [InlineData("""{"enum":[]}""", "enum lists no value: nothing fits")]
    [InlineData("""{"type":["string","null"],"enum":[1,2]}""", "enum lists no value that is a string or null, as type demands: nothing fits")]
    [InlineData("""{"minLength":5,"maxLength":2}""", "minLength 5 is more than maxLength 2: no text fits")]
    [InlineData("""{"type":"array","minItems":5,"maxItems":2}""", "minItems 5 is more than maxItems 2: no array fits")]
    [InlineData("""{"minProperties":5,"maxProperties":2}""", "minProperties 5 is more than maxProperties 2: no object fits")]
    [InlineData("""{"required":["a"],"properties":{"a":false}}""", "\"a\" is required, and its schema is false: no object fits")]
    public void ThatNothingFitsIsAWarning(string text, string message)
    {
        var found = Schemas.OnlyFinding(text);

        Assert.Equal(("SYNTH0208", false, message), (found.Kind.Code, found.IsError, found.Message));
        Assert.Equal("s.json(1,", found.Place!.ToString()[..9]);
    }

    [Theory]
    [InlineData("""{"minimum":2,"maximum":2}""")]
    [InlineData("""{"type":"string","minimum":5,"maximum":2}""")]
    [InlineData("""{"type":"string","enum":[1,"a"]}""")]
    [InlineData("""{"type":"number","enum":[1]}""")]
    [InlineData("""{"type":"integer","enum":[1.0]}""")]
    [InlineData("""{"minLength":2,"maxLength":2}""")]
    [InlineData("""{"required":["b"],"properties":{"a":false}}""")]
    [InlineData("""{"minimum":"5","maximum":2,"enum":{},"required":{}}""")]
    public void ThatSomethingFitsIsNotSuspected(string text) => Assert.DoesNotContain(Schemas.Findings(text), f => f.StartsWith("SYNTH0208", StringComparison.Ordinal));

    [Fact]
    public void OfAnUnknownDraftIsRefused() =>
        Assert.Equal(
            ["SYNTH0203 s.json(1,2): $schema \"http://json-schema.org/draft-04/schema#\" is not supported"],
            Schemas.Findings("""{"$schema":"http://json-schema.org/draft-04/schema#"}"""));

    [Theory]
    [InlineData("""{"minLength":"3"}""", "minLength must be a whole number, 0 or more")]
    [InlineData("""{"minItems":-1}""", "minItems must be a whole number, 0 or more")]
    [InlineData("""{"maxItems":1.5}""", "maxItems must be a whole number, 0 or more")]
    [InlineData("""{"minimum":"3"}""", "minimum must be a number")]
    [InlineData("""{"multipleOf":0}""", "multipleOf must be greater than 0 and have at most 100 digits")]
    [InlineData("""{"required":"id"}""", "required must be a list of property names")]
    [InlineData("""{"required":[1]}""", "required must be a list of property names")]
    [InlineData("""{"properties":[]}""", "properties must be an object")]
    [InlineData("""{"anyOf":[]}""", "anyOf must be a list with at least one schema")]
    [InlineData("""{"anyOf":{}}""", "anyOf must be a list")]
    [InlineData("""{"enum":"a"}""", "enum must be a list")]
    [InlineData("""{"uniqueItems":1}""", "uniqueItems must be true or false")]
    [InlineData("""{"type":"strng"}""", "type \"strng\" does not exist")]
    [InlineData("""{"type":3}""", "type must be a type's name or a list of them")]
    [InlineData("""{"not":3}""", "a schema must be an object, true or false")]
    [InlineData("""{"items":[{}]}""", "items must be one schema in 2020-12")]
    [InlineData("3", "a schema must be an object, true or false")]
    public void WithAWrongValueIsRefused(string text, string message)
    {
        var found = Schemas.OnlyFinding(text);

        Assert.Equal("SYNTH0202", found.Kind.Code);
        Assert.Equal(message, found.Message);
    }

    [Fact]
    public void TellsAllItsErrorsAtOnceInOrder() =>
        Assert.Equal(
            [
                "SYNTH0202 s.json(2,3): type \"text\" does not exist",
                "SYNTH0206 s.json(4,12): the pattern \"[\" cannot be used: a '[' is not closed",
                "SYNTH0204 s.json(5,12): $ref \"#/$defs/x\" points to nothing in this file",
                "SYNTH0207 s.json(7,3): \"requird\" is not a keyword and has no effect",
            ],
            Schemas.Findings("""
                {
                  "type": "text",
                  "properties": {
                    "a": { "pattern": "[" },
                    "b": { "$ref": "#/$defs/x" }
                  },
                  "requird": ["a"]
                }
                """));

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}""")]
    [InlineData("""{"if":{"$ref":"#"}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""")]
    public void ThatWouldNeverEndIsRefused(string text) => Assert.Equal("SYNTH0205", Schemas.OnlyFinding(text).Kind.Code);

    [Fact]
    public void ThatChainsThousandsOfReferencesIsRefused()
    {
        var links = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $$"""  "d{{i}}":{"$ref":"#/$defs/d{{i + 1}}"}"""));

        Assert.Equal("SYNTH0205", Schemas.OnlyFinding($$"""{"$ref":"#/$defs/d0","$defs":{ {{links}},"d20000":{} } }""").Kind.Code);
    }

    [Theory]
    [InlineData("{\"a\":\n  1,}", "SYNTH0201 s.json(2,5): the schema is not JSON")]
    [InlineData("", "SYNTH0201 s.json(1,1): the schema is not JSON")]
    [InlineData("{\"ä\":1 2}", "SYNTH0201 s.json(1,8): the schema is not JSON")]
    [InlineData("{\"a\":1,\"a\":2}", "SYNTH0201 s.json(1,8): an object of the schema has the name \"a\" twice")]
    [InlineData("{\"const\":\"\\ud800\"}", "SYNTH0201 s.json: a string of the schema holds half of a surrogate pair")]
    public void ThatIsNotJsonIsRefused(string text, string finding) =>
        Assert.StartsWith(finding, Assert.Single(Schemas.Findings(text)), StringComparison.Ordinal);

    [Fact]
    public void ThatIsNotUtf8IsRefusedAtTheByte()
    {
        var found = Assert.Single(JsonSchema.Parse((byte[])[.. "{\n \"ä"u8, 0xFF, .. "\":1}"u8], "s.json").Diagnostics);

        Assert.Equal("s.json(2,4)", found.Place!.ToString());
    }

    [Fact]
    public void ThatIsTooLargeOrTooDeepIsRefused()
    {
        Assert.Contains("bytes", Assert.Single(JsonSchema.Parse(new byte[JsonSchema.MostBytes + 1], "s.json").Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal("SYNTH0201", Schemas.OnlyFinding(string.Concat(Enumerable.Repeat("{\"not\":", 70)) + "{}" + new string('}', 70)).Kind.Code);
    }

    [Fact]
    public void MayBeginWithAByteOrderMark() =>
        Assert.True(JsonSchema.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{\"type\":\"null\"}"u8], "s.json").Value!.IsValid(Json.Of("null")));

    [Theory]
    [InlineData("""{"prefixItems":[{}]}""", "prefixItems has no effect in draft-07", true)]
    [InlineData("""{"additionalItems":false}""", "additionalItems has no effect in 2020-12", false)]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/x","minLength":3}},"definitions":{"x":{}}}""", "minLength has no effect: draft-07 ignores everything beside $ref", true)]
    [InlineData("""{"aditionalProperties":false}""", "\"aditionalProperties\" is not a keyword and has no effect", false)]
    public void WithAKeywordThatDoesNothingIsWarnedOf(string text, string message, bool isDraft07)
    {
        var found = Schemas.OnlyFinding(isDraft07 ? Schemas.Draft07(text[1..^1]) : text);

        Assert.Equal("SYNTH0207", found.Kind.Code);
        Assert.False(found.IsError);
        Assert.Equal(message, found.Message);
    }

    [Theory]
    [InlineData("""{"x-note":1,"title":"a","example":3,"format":"email","$comment":"c","whatever":{"type":"nonsense","unevaluatedItems":1}}""")]
    [InlineData("""{"$defs":{"unused":{"unevaluatedItems":false}}}""")]
    [InlineData("""{"properties":{"unevaluatedItems":{"const":{"$dynamicRef":"x"}}}}""")]
    public void MayHoldAnnotationsAndDataOfAnyKind(string text) => Assert.Empty(Schemas.Findings(text));

    [Theory]
    [InlineData("#/$defs/a~1b")]
    [InlineData("#/$defs/a%2Fb")]
    [InlineData("#/$defs/a~1%62")]
    public void EscapesPointersInBothWays(string reference)
    {
        var findings = Schemas.Findings($$"""{"$ref":"{{reference}}","$defs":{"a/b":{},"a%2Fb":{} } }""");

        // "%2F" is a slash before the pointer is read: it separates.
        Assert.Equal(reference.Contains("%2F", StringComparison.Ordinal) ? 1 : 0, findings.Length);
    }

    [Fact]
    public void CanBeUsedAfterTheCallersMemoryIsGone()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"const":"abc"}""");
        var schema = JsonSchema.Parse(bytes, "s.json").Value!;
        Array.Clear(bytes);

        Assert.True(schema.IsValid(Json.Of("\"abc\"")));
    }
}
