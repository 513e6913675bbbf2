using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Tests.Steps;

public sealed class ABlock
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("", " ", "a", "a\nb", "\r\n", "\"", "\\", "s{", "r", "\u0000", "\u001f", "\u007f", "é", "😀", "e\u0301", "\u2028", "\uFEFF", "</s>", "100%", "a/0"),
        Gen.Char[' ', '~'].Array[0, 20].Select(c => new string(c)));

    private static readonly Gen<JsonElement> Value = Gen.OneOf(
        Text.Select(t => JsonSerializer.Serialize(t)),
        Gen.Long.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("null", "true", "1.50", "1e400", "12345678901234567890123", "-0", "[]", "{}", "[1,[2,{\"b\":null,\"a\":[]}]]", "{\"ü\":{\"x\":\"\\n\"}}")).Select(json => JsonElement.Parse(json));

    private static readonly Gen<ContentHash> Hash = Gen.ULong.Select(n => new ContentHash(n, ~n, n * 3, n ^ 5));

    private static readonly Gen<long?> Tokens = Gen.OneOf(Gen.Const((long?)null), Gen.Long[0, 100_000].Select(n => (long?)n));

    private static readonly Gen<Call> AnyCall = Gen.Select(Text, Text, Gen.Int[0, 9], Text, Tokens, Tokens, Gen.OneOf(Gen.Const((string?)null), Text.Select(t => (string?)t)), Gen.Select(Hash, Hash, (r, a) => new Turn(r, a)).Array[1, 3],
        (step, teacher, sample, finish, input, output, reasoning, turns) => new Call(step, teacher, sample, finish, input, output, reasoning, [.. turns]));

    private static readonly Gen<Removal?> AnyRemoval = Gen.OneOf(
        Gen.Const((Removal?)null),
        Gen.Select(Text, Text, Text, Gen.Bool, (step, reason, because, quarantine) => (Removal?)new Removal(step, reason, because.Length == 0 ? null : because, quarantine)));

    private static readonly Gen<Block> Any = Gen.Select(
        Gen.Select(Text, Value, Text, Gen.Select(Text, Gen.Select(Text, Value, (n, v) => (n, v)).Array[0, 3], AnyCall.Array[0, 2], Gen.OneOf(Gen.Const((string?)null), Text.Select(t => (string?)t)), AnyRemoval).Array[0, 3], OutcomesOf).Array[0, 4],
        Gen.Select(Text, Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], (s, i, o) => new StepCount(s, i, o)).Array[0, 3],
        (outcomes, counts) => new Block([.. outcomes.SelectMany(o => o)], [.. counts]));

    private static ImmutableArray<Outcome> OutcomesOf(string key, JsonElement value, string group, (string Id, (string, JsonElement)[] Columns, Call[] Calls, string? Split, Removal? Removal)[] rows)
    {
        var seed = new Seed(key, value, group);
        return [.. rows.Select(r => new Outcome(
            r.Columns.Aggregate(new Row(r.Id, seed) { Calls = [.. r.Calls], Split = r.Split }, (row, c) => row.With(c.Item1, c.Item2)), r.Removal))];
    }

    [Fact]
    public void ComesBackFromItsBytesAsItWas() => Any.Sample(block =>
    {
        var bytes = Bytes(block);
        var read = BlockFormat.Read(bytes);
        Assert.Equal(bytes, Bytes(read));
        Assert.Equal(Described(block), Described(read));
    });

    [Fact]
    public void IsRefusedWhereverItIsDamagedAndNeverInAnotherWay()
    {
        var bytes = Bytes(Any.Where(b => b.Outcomes.Length > 3 && b.Outcomes.Any(o => o.Row.Calls.Length > 0) && b.Outcomes.Any(o => o.Removal is not null) && b.Counts.Length > 0).Single());
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var by in new byte[] { 0x01, 0x80, (byte)(bytes[at] ^ '\n'), (byte)(bytes[at] ^ '"') })
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= by;
                ReadsOrRefuses(damaged);
            }

            ReadsOrRefuses(bytes[..at]);
            ReadsOrRefuses([.. bytes[..at], .. bytes[(at + 1)..]]);
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("c")]
    [InlineData("x{}\n")]
    [InlineData("c{}\n")]
    [InlineData("c{\"epoch\":2,\"steps\":[]}\n")]
    [InlineData("c{\"epoch\":99999999999,\"steps\":[]}\n")]
    [InlineData("c{\"epoch\":1,\"steps\":[[]]}\n")]
    [InlineData("c{\"epoch\":1,\"steps\":[[\"a\",1e99,2]]}\n")]
    [InlineData("r{\"columns\":{},\"id\":\"a\"}\n")]
    [InlineData("c{\"epoch\":1,\"steps\":[]}\ns{\"group\":\"g\",\"key\":\"k\",\"value\":1}\nr{\"columns\":{},\"id\":\"a\",\"calls\":[[]]}\n")]
    [InlineData("c{\"epoch\":1,\"steps\":[]}\ns{\"group\":\"g\",\"key\":\"k\",\"value\":1}\nr{\"columns\":{},\"id\":\"\\ud800\"}\n")]
    [InlineData("c{\"epoch\":1,\"steps\":[]}\ns{\"group\":\"g\",\"key\":\"k\",\"value\":1}\nr{\"columns\":[],\"id\":\"a\",\"removal\":[1,2]}\n")]
    public void OfNonsenseIsRefused(string text) => Assert.Throws<FormatException>(() => BlockFormat.Read(Encoding.UTF8.GetBytes(text)));

    private static void ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            Assert.NotNull(BlockFormat.Read(bytes));
        }
        catch (FormatException)
        {
        }
    }

    private static byte[] Bytes(Block block)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BlockFormat.Write(block, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static string Described(Block block) => string.Join('\n', block.Counts.Select(c => $"{c}").Concat(block.Outcomes.Select(o =>
        $"{o.Row.Id}|{o.Row.Seed.Key}|{o.Row.Seed.Group}|{o.Row.Split}|{o.Removal}|{string.Join(';', o.Row.Calls.Select(c => $"{c with { Turns = [] }}{string.Join(',', c.Turns)}"))}|{string.Join(';', o.Row.Columns.Select(c => $"{c.Name}={c.Value.GetRawText()}"))}")));
}
