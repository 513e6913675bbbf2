using System.Buffers;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Tests.Formats;

public sealed class ValuesThatReadersRefuse
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""", "a")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""", "a")]
    [InlineData("""[{"x":{"é":1,"c":0,"\u00e9":1}}]""", "é")]
    public void HaveANameTwice(string text, string name)
    {
        Assert.True(CanonicalJson.TryFindDuplicate(Json.Of(text), out var found));
        Assert.Equal(name, found);
        Assert.False(CanonicalJson.TryWrite(Json.Of(text), new ArrayBufferWriter<byte>(), out found));
        Assert.Equal(name, found);
    }

    [Theory]
    [InlineData("""{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}""")]
    [InlineData("""{"a":1,"A":2,"a ":3}""")]
    [InlineData("3")]
    public void AreNotThoseWithEqualNamesInDifferentObjects(string text)
    {
        Assert.False(CanonicalJson.TryFindDuplicate(Json.Of(text), out _));
        Assert.True(CanonicalJson.TryWrite(Json.Of(text), new ArrayBufferWriter<byte>(), out _));
    }

    [Fact]
    public void HaveANameTwiceAmongHundreds()
    {
        var names = string.Join(",", Enumerable.Range(0, 300).Select(i => $"\"n{i % 299}\":0"));

        Assert.True(CanonicalJson.TryFindDuplicate(Json.Of($"{{{names}}}"), out var found));
        Assert.Equal("n0", found);
    }

    [Theory]
    [InlineData("\"\\ud800\"", false)]
    [InlineData("\"\\udc00\"", false)]
    [InlineData("\"\\ud800\\ud800\\udc00\"", false)]
    [InlineData("\"\\ud800\\\\udc00\"", false)]
    [InlineData("{\"\\ud800\":1}", false)]
    [InlineData("[\"\\ud83d\\ude00\",\"\\\\ud800\"]", true)]
    [InlineData("{\"é😀\":\"\\n\"}", true)]
    public void HaveHalfASurrogatePair(string text, bool isWellFormed) =>
        Assert.Equal(isWellFormed, CanonicalJson.IsWellFormed(Json.Of(text)));

    [Fact]
    public void AreNotUtf8()
    {
        var value = JsonDocument.Parse(new ReadOnlyMemory<byte>([(byte)'"', 0xC3, (byte)'"'])).RootElement;

        Assert.False(CanonicalJson.IsWellFormed(value));
        Assert.NotEmpty(CanonicalJson.ToBytes(value)); // and still nothing throws
    }
}
