using CsCheck;
using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class AJsonFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void HoldsAnArrayOfObjects()
    {
        var found = folder.Read("a.json", "\uFEFF [\r\n  {\"a\": \"]},{\\\"\"},\n  {\"b\": [1, {\"c\": {}}]}\n, {} ]\n");

        Assert.Equal(["""{"a":"]},{\""}""", """{"b":[1,{"c":{}}]}""", "{}"], found.Select(f => f.Json));
        Assert.Equal([2L, 3L, 4L], found.Select(f => f.Line));
    }

    [Fact]
    public void HoldsOneObject() => Assert.Equal([new Found("""{"a":1}""", 2, 1, 8, null)], folder.Read("a.json", "\n{\"a\" :1}\n"));

    [Fact]
    public void MayHoldNoRecord() => Assert.Empty(folder.Read("a.json", "[ ]"));

    [Theory]
    [InlineData("", "SYNTH0243")]
    [InlineData("  \n", "SYNTH0243")]
    [InlineData("\"text\"", "SYNTH0243")]
    [InlineData("[{}", "SYNTH0242")]
    [InlineData("[{},", "SYNTH0242")]
    [InlineData("[", "SYNTH0242")]
    [InlineData("[{},]", "SYNTH0242")]
    [InlineData("[,{}]", "SYNTH0242")]
    [InlineData("[{} {}]", "SYNTH0242")]
    [InlineData("[{}}", "SYNTH0242")]
    [InlineData("[{}] x", "SYNTH0250")]
    [InlineData("{} {}", "SYNTH0250")]
    [InlineData("[1, {}]", "SYNTH0243")]
    [InlineData("[\"a,]\", {}]", "SYNTH0243")]
    [InlineData("[[], {}]", "SYNTH0243")]
    [InlineData("[null]", "SYNTH0243")]
    public void IsRefusedWhereItsFormIsWrong(string text, string code)
    {
        for (var size = 1; size < 20; size++)
        {
            var problem = Assert.Single(folder.Read("a.json", text, size), f => f.Problem is not null);

            Assert.Equal(code, problem.Code);
        }
    }

    [Fact]
    public void GoesOnBehindAnElementThatIsTooLarge()
    {
        var found = folder.Read("a.json", $"[{{\"a\":1}},\n{{\"a\":\"{new string('x', RecordLimits.MaxBytes + 2_000_000)}\"}},\n{{\"a\":2}}]");

        Assert.Equal(["""{"a":1}""", null, """{"a":2}"""], found.Select(f => f.Json));
        Assert.Equal([1L, 2L, 3L], found.Select(f => f.Line));
        Assert.Equal("SYNTH0244", found[1].Code);
    }

    [Fact]
    public void GivesTheSameInBatchesOfAnySize()
    {
        var record = Gen.OneOf("{}", "{\"a\":\"\\\\\\\"}]\"}", "{ \"b\" : [ {} , [] ] }", "{\"é\":-1.5e3}");
        var gap = Gen.OneOf("", " ", "\n", "\r\n\t");
        Gen.Select(record.Array[0, 12], gap, Gen.Int[1, 30]).Sample(
            (records, space, size) =>
            {
                var text = $"{space}[{space}{string.Join($"{space},{space}", records)}{space}]{space}";
                var found = folder.Read("a.json", text, size);
                Assert.Equal(records.Length, found.Count);
                Assert.Equal(folder.Read("a.json", text), found);
                Assert.DoesNotContain(found, f => f.Problem is not null);
            },
            iter: 200, threads: 1);
    }
}
