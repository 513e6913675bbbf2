using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using SynthTool.Formats;

namespace SynthTool.Tests.Formats;

public sealed class CanonicalValues
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1e0", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e999999999999999999999", "0")]
    [InlineData("100", "100")]
    [InlineData("1E+2", "100")]
    [InlineData("1.50", "1.5")]
    [InlineData("15e-1", "1.5")]
    [InlineData("-12.340e1", "-123.4")]
    [InlineData("0.0000001", "0.0000001")]
    [InlineData("0.00000001", "1e-8")]
    [InlineData("1e-8", "1e-8")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901", "12345678901234567890123456789012345678901234567890123456789012345678901")]
    [InlineData("0.1234567890123456789012345678901234567890", "0.123456789012345678901234567890123456789")]
    [InlineData("1e64", "10000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1e65", "1e65")]
    [InlineData("100000000000000000000000000000000000000000000000000000000000000000", "1e65")]
    [InlineData("1e999999999", "1e999999999")]
    [InlineData("10E+999999998", "1e999999999")]
    [InlineData("1.5e-999999999", "15e-1000000000")]
    [InlineData("1E+99999999999999999999", "1e99999999999999999999")]
    public void HaveOneFormOfEachNumber(string written, string canonical) => Assert.Equal(canonical, Json.Canonical(written));

    [Theory]
    [InlineData("""  "a\/b"  """, "\"a/b\"")]
    [InlineData("\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"", "\"Aé€😀\"")]
    [InlineData("\"é€😀\u007f\u2028<>&'+\"", "\"é€😀\u007f\u2028<>&'+\"")]
    [InlineData("\"\\u0022\\u005c\\\"\\\\\"", "\"\\\"\\\\\\\"\\\\\"")]
    [InlineData("\"\\b\\f\\n\\r\\t\\u0008\\u000C\\u000a\\u000D\\u0009\"", "\"\\b\\f\\n\\r\\t\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\\u0000\\u001F\\u001b\"", "\"\\u0000\\u001f\\u001b\"")]
    [InlineData("\"\\ud800\"", "\"\\ud800\"")]
    [InlineData("\"\\uDC00\\uD800x\"", "\"\\udc00\\ud800x\"")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", "\"\\ud83d😀\"")]
    public void HaveOneFormOfEachString(string written, string canonical) => Assert.Equal(canonical, Json.Canonical(written));

    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ ] , "B":{ } }""", """{"B":{},"a":[],"b":1}""")]
    [InlineData("""{"\u0062":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"identities":1,"identity":2,"id":3,"":4}""", """{"":4,"id":3,"identities":1,"identity":2}""")]
    [InlineData("""{"\uffff":1,"\ud83d\ude00":2,"z":3}""", "{\"z\":3,\"😀\":2,\"\uFFFF\":1}")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"message":null}""", """{"message":null,"messages":[{"content":"Hi","role":"user"}]}""")]
    public void SortMembersByUtf16(string written, string canonical) => Assert.Equal(canonical, Json.Canonical(written));

    [Fact]
    public void SortManyMembersAsFewOnes()
    {
        var names = Enumerable.Range(0, 500).Select(i => $"n{i * 7919 % 500}").ToArray();
        var sorted = names.Order(StringComparer.Ordinal);

        Assert.Equal(
            $"{{{string.Join(",", sorted.Select(n => $"\"{n}\":0"))}}}",
            Json.Canonical($"{{{string.Join(",", names.Select(n => $"\"{n}\":0"))}}}"));
    }

    // Hashes of bought answers hang on these bytes: if this changes, every user pays again.
    [Fact]
    public void HavePinnedBytes() => Assert.Equal(
        "cb064133f39edaaaf524bec86a819f4c3639e92c6b2cc140ca32fa0a9d6e2889",
        Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.ToBytes(Json.Of(
            """{"z":[1.0,-0,1e100,0.1,12345678901234567890],"a":{"ü":"\u00fc\t\"","\ud83d\ude00":"\/","\uffff":null},"b":[true,false,{}]}""")))));

    [Fact]
    public void MeanTheSameAndStayTheSame() => Json.Texts.Sample(text =>
    {
        var canonical = Json.Canonical(text);
        Assert.True(JsonEquality.AreEqual(Json.Of(text), Json.Of(canonical)), $"{text} became {canonical}");
        Assert.Equal(canonical, Json.Canonical(canonical));
    });

    [Fact]
    public void AreEqualExactlyWhenTheValuesAre() => Gen.Select(Json.Texts, Json.Texts).Sample((a, b) =>
        Assert.Equal(Json.Canonical(a) == Json.Canonical(b), JsonEquality.AreEqual(Json.Of(a), Json.Of(b))));

    [Fact]
    public void DoNotDependOnHowMuchRoomTheWriterGives()
    {
        var value = Json.Of($$"""{"long":"{{new string('x', 5000)}}","list":[{{string.Join(",", Enumerable.Range(0, 2000))}}]}""");
        var pieces = new Pieces();

        CanonicalJson.Write(value, pieces);

        Assert.Equal(CanonicalJson.ToBytes(value), pieces.ToArray());
    }

    [Fact]
    public void WriteStringsAsTheSameStringsOfElements() => Gen.String.Sample(text =>
    {
        var direct = new ArrayBufferWriter<byte>();
        CanonicalJson.WriteString(text, direct);
        var escaped = $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"";

        Assert.Equal(Json.Canonical(escaped), Encoding.UTF8.GetString(direct.WrittenSpan));
    });

    /// <summary>Gives exactly the room that is asked for, the worst that a writer may do.</summary>
    private sealed class Pieces : IBufferWriter<byte>
    {
        private readonly List<byte> written = [];
        private byte[] room = [];

        public void Advance(int count) => written.AddRange(room.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => room = new byte[Math.Max(sizeHint, 1)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public byte[] ToArray() => [.. written];
    }
}
