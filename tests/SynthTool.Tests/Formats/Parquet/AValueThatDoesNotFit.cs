using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class AValueThatDoesNotFit
{
    private static readonly Shape Record = Shape.ObjectOf([new("n", Shape.Integer)]);

    public static TheoryData<string, string, string> Cases => new()
    {
        { "integer", "\"5\"", "SYNTH0280: column \"c\" takes whole numbers, and the row holds text" },
        { "integer", "5.5", "SYNTH0280: column \"c\" takes whole numbers, and the row holds \"5.5\"" },
        { "integer", "5e-1", "SYNTH0280: column \"c\" takes whole numbers, and the row holds \"5e-1\"" },
        { "integer", "9223372036854775808", "SYNTH0281: column \"c\" takes whole numbers of 64 bits, and the row holds \"9223372036854775808\"" },
        { "integer", "1e400", "SYNTH0281: column \"c\" takes whole numbers of 64 bits, and the row holds \"1e400\"" },
        { "number", "1e400", "SYNTH0281: column \"c\" takes numbers that a double can hold, and the row holds \"1e400\"" },
        { "number", "true", "SYNTH0280: column \"c\" takes numbers, and the row holds true or false" },
        { "boolean", "0", "SYNTH0280: column \"c\" takes true or false, and the row holds a number" },
        { "text", "{}", "SYNTH0280: column \"c\" takes text, and the row holds an object" },
        { "text", "\"\\ud800\"", "SYNTH0282: column \"c\" takes text, and the row's is not valid Unicode" },
        { "list", "[[]]", "SYNTH0280: column \"c[]\" takes an object, and the row holds a list" },
        { "list", "{}", "SYNTH0280: column \"c\" takes a list, and the row holds an object" },
        { "list", "[{\"n\":\"x\"}]", "SYNTH0280: column \"c[].n\" takes whole numbers, and the row holds text" },
        { "list", "[{\"m\":1}]", "SYNTH0280: column \"c[]\" has no field \"m\", and the row has one" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsRefusedWithItsColumn(string kind, string value, string expected)
    {
        var failure = Assert.Throws<ParquetFailure>(() => WrittenFile.BytesOf(Columns(kind), $"[{value}]"));

        Assert.Equal(expected, $"{failure.Kind.Code}: {failure.Message}");
        Assert.Equal("c", failure.Column);
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-1e3", "-1000")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808.000", "-9223372036854775808")]
    public void IsNoWholeNumberInAnotherForm(string written, string whole)
    {
        using var file = WrittenFile.Of(Columns("integer"), $"[{written}]");

        Assert.Equal([$"[{whole}]"], file.InOurReader());
    }

    [Fact]
    public void MayBeARowThatIsTooLarge()
    {
        var row = $"[\"{new string('x', 65 << 20)}\"]";

        var failure = Assert.Throws<ParquetFailure>(() => WrittenFile.BytesOf(Columns("text"), row));

        Assert.Equal("SYNTH0283: the row holds more than 64 MiB", $"{failure.Kind.Code}: {failure.Message}");
    }

    private static ParquetColumns Columns(string kind) => ParquetColumns.From([("c", kind switch
    {
        "integer" => Shape.Integer,
        "number" => Shape.Number,
        "boolean" => Shape.Boolean,
        "text" => Shape.String,
        _ => Shape.ArrayOf(Record),
    })]);
}
