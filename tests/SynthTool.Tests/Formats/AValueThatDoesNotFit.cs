using SynthTool.Formats.Schemas;

namespace SynthTool.Tests.Formats;

public sealed class AValueThatDoesNotFit
{
    [Theory]
    [InlineData("""{"type":"string"}""", "1.5", "must be a string, is the number 1.5")]
    [InlineData("""{"type":["integer","null"]}""", "1.5", "must be an integer or null, is the number 1.5")]
    [InlineData("""{"type":["null","boolean"]}""", "[]", "must be true or false or null, is an array")]
    [InlineData("""{"enum":["how","why",3]}""", "\"who\"", "must be one of \"how\", \"why\", 3")]
    [InlineData("""{"const":{"a":1}}""", "{}", "must be {\"a\":1}")]
    [InlineData("""{"minLength":2}""", "\"😀\"", "must have at least 2 characters, has 1")]
    [InlineData("""{"maxLength":1}""", "\"a\\u0301\"", "must have at most 1 character, has 2")]
    [InlineData("""{"pattern":"^\\d{4}$"}""", "\"12\"", "must match the pattern ^\\d{4}$")]
    [InlineData("""{"minimum":0}""", "-1", "must be at least 0, is -1")]
    [InlineData("""{"exclusiveMaximum":0.1}""", "0.10", "must be less than 0.1, is 0.10")]
    [InlineData("""{"multipleOf":0.01}""", "0.075", "must be a multiple of 0.01, is 0.075")]
    [InlineData("""{"minItems":3}""", "[1]", "must have at least 3 items, has 1")]
    [InlineData("""{"maxProperties":1}""", """{"a":1,"b":2}""", "must have at most 1 property, has 2")]
    [InlineData("""{"uniqueItems":true}""", """[1,{"a":1,"b":2},{"b":2.0,"a":1}]""", "must not have equal items: those at 1 and 2 are")]
    [InlineData("""{"contains":{"type":"string"}}""", "[1]", "must have at least 1 item that the schema's \"contains\" describes, has 0")]
    [InlineData("""{"required":["name"]}""", "{}", "must have the property \"name\"")]
    [InlineData("""{"properties":{"name":{},"kind":{}},"additionalProperties":false}""", """{"nmae":1}""", "must not have the property \"nmae\"; allowed are \"name\", \"kind\"")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", "must not have the property name \"abc\": it must have at most 2 characters, has 3")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "must have the property \"b\", because it has \"a\"")]
    [InlineData("""{"prefixItems":[{}],"items":false}""", "[1,2]", "must have at most 1 item, has 2")]
    [InlineData("""{"not":{}}""", "1", "must not fit the schema's \"not\"")]
    [InlineData("false", "1", "must not be here")]
    [InlineData("""{"anyOf":[{"type":"string"},{"properties":{"kind":{"const":"a"}}}]}""", """{"kind":"b"}""", "must fit one of 2 alternatives: (1) must be a string, is an object or (2) /kind must be \"a\"")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2},{"maximum":1}]}""", "3", "must fit exactly one of the 3 alternatives, fits numbers 1 and 2")]
    public void IsToldWhatMustHold(string schema, string value, string message)
    {
        var error = Assert.Single(Schemas.Of(schema).Validate(Json.Of(value)));

        Assert.Equal("", error.InstancePath);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void IsToldAllPlacesInItAndInTheSchema()
    {
        var schema = Schemas.Of("""
            {
              "properties": {
                "questions": { "type": "array", "items": { "$ref": "#/$defs/question" } },
                "a/b~": { "type": "null" }
              },
              "$defs": { "question": { "type": "object", "required": ["text"], "properties": { "kind": { "enum": ["how", "why"] } } } }
            }
            """);

        var errors = schema.Validate(Json.Of("""{"a/b~":1,"questions":[{"kind":"who"},{"text":"x"},7]}"""));

        Assert.Equal(
            [
                new SchemaError("/a~1b~0", "must be null, is the number 1", "/properties/a~1b~0/type"),
                new SchemaError("/questions/0/kind", "must be one of \"how\", \"why\"", "/$defs/question/properties/kind/enum"),
                new SchemaError("/questions/0", "must have the property \"text\"", "/$defs/question/required"),
                new SchemaError("/questions/2", "must be an object, is the number 7", "/$defs/question/type"),
            ],
            errors);
    }

    [Fact]
    public void IsToldOnlyAsMuchAsAskedFor()
    {
        var schema = Schemas.Of("""{"items":{"type":"string"}}""");
        var value = Json.Of($"[{string.Join(",", Enumerable.Range(0, 1000))}]");

        Assert.Equal(20, schema.Validate(value).Count);
        Assert.Equal(3, schema.Validate(value, max: 3).Count);
        Assert.Equal("/1", schema.Validate(value, max: 2)[1].InstancePath);
    }

    [Fact]
    public void IsToldOnOneLineWithoutControls()
    {
        var schema = Schemas.Of("""{"additionalProperties":false,"propertyNames":{"pattern":"^[a-z]+$"}}""");
        var errors = schema.Validate(Json.Of($$"""{"a\n\u001b[31m{{new string('x', 500)}}":1}"""));

        Assert.Equal(2, errors.Count);
        Assert.All(errors, e => Assert.DoesNotContain(e.Message, char.IsControl));
        Assert.All(errors, e => Assert.True(e.Message.Length < 300, e.Message));
    }
}
