using System.Text;
using CsCheck;
using SynthTool.Store;

namespace SynthTool.Tests.Store;

public sealed class AnAnswer
{
    [Fact]
    public void HasAPinnedDigestAndAPinnedLine()
    {
        // Digests are in locks and lines are in repositories: if these change, the changelog must say so.
        Assert.Equal("c9b43768afe3a9997d3c3446eaf3f1f992fb68e22e66084c02d6007a95a14e90", new Answer("hello").Digest.ToString());
        Assert.Equal("27fb1b09bd243ed411e8db593b3bd2f9bea67e8bf839dd184ba0813ae1cbb7f8", Sample.Full.Digest.ToString());
        Assert.Equal(
            """{"failure":{"reason":"refusal"},"finish":"tool_calls","key":"227ba5f2c6c9109fe5c44a0696f393379607493a377f522ee27d9a7ae3227d89","reasoning":"because","text":"She said: \"fine\"\n\tö 😀 """ + "\u2028" + """ \u0000","tool_calls":[{"name":"look up","arguments":{"q":"a \" b"}}],"usage":{"input":812,"output":0}}""" + "\n",
            Sample.Line(1, Sample.Full));
    }

    [Fact]
    public void HasADigestOfEachPart()
    {
        Answer[] different =
        [
            new("a"), new("b"), new("a", "length"), new("") { Reasoning = "a" }, new("a") { Reasoning = "" }, new("a") { Usage = new(0, 0) },
            new("a") { Usage = new(1, 0) }, new("a") { Usage = new(0, 1) }, new("a") { ToolCalls = "[]" }, new("a") { ToolCalls = "[1]" },
            new("a") { Failure = new("") }, new("a") { Failure = new("refusal") },
        ];

        Assert.Equal(different.Length, different.Select(a => a.Digest).Distinct().Count());
        Assert.Equal(new Answer("a").Digest, new Answer("a") { Replaces = true }.Digest);
        Assert.Equal(new Answer("a") { ToolCalls = "[1,\"a b\"]" }, new Answer("a") { ToolCalls = " [ 1,\n\"a b\" ] " });
    }

    [Fact]
    public void ComesBackFromItsBytesAndFromItsLine() => Sample.AnyAnswer.Sample(answer =>
    {
        var bytes = new byte[AnswerBytes.MaxSize(answer)];
        var length = AnswerBytes.Write(answer, bytes);
        Assert.True(AnswerBytes.TryRead(bytes.AsSpan(0, length), out var fromBytes));
        Assert.Equal(answer.Digest, fromBytes.Digest);

        var line = Encoding.UTF8.GetBytes(Sample.Line(1, answer).TrimEnd('\n'));
        Assert.DoesNotContain((byte)'\n', line);
        Assert.True(AnswerJson.TryRead(line, out var key, out var fromLine, out var error), error);
        Assert.Equal(Sample.Key(1), key);
        Assert.Equal(answer.Digest, fromLine.Digest);
        Assert.True(AnswerJson.TryIndex(line, out var indexed, out var isFailure, out _));
        Assert.Equal((key, answer.Failure is not null), (indexed, isFailure));
    });

    [Fact]
    public void IsNotReadFromBytesThatAreCutOrChangedIntoNonsense()
    {
        var bytes = new byte[AnswerBytes.MaxSize(Sample.Full)];
        bytes = bytes[..AnswerBytes.Write(Sample.Full, bytes)];
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(AnswerBytes.TryRead(bytes.AsSpan(0, length), out _));
        }

        Gen.Int[0, bytes.Length - 1].Select(Gen.Byte).Array[1, 3].Sample(changes =>
        {
            var changed = bytes.ToArray();
            foreach (var (at, value) in changes)
            {
                changed[at] = value;
            }

            _ = AnswerBytes.TryRead(changed, out _); // anything but an exception
        });
    }

    [Theory]
    [InlineData("""{"text":"t","key":"K"}""")]
    [InlineData("""{"usage":{"output":2,"input":1,"cached":9},"KEY":1,"more":[{"a":[]}],"text":"t","key":"K","finish":"stop"}""")]
    [InlineData(""" { "key" : "K" , "text" : "t" , "failure" : null, "reasoning" : null, "tool_calls": null } """)]
    public void IsReadWithItsMembersInAnyOrderAndUnknownOnesPassedOver(string line)
    {
        Assert.True(AnswerJson.TryRead(Encoding.UTF8.GetBytes(line.Replace("\"K\"", $"\"{Sample.Key(1)}\"", StringComparison.Ordinal)), out var key, out var answer, out var error), error);
        Assert.Equal((Sample.Key(1), "t", "stop"), (key, answer.Text, answer.Finish));
    }

    [Theory]
    [InlineData("", "is no JSON object from byte 0 on")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("""{"key":"K"}""", "has no text")]
    [InlineData("""{"text":"t"}""", "has no key")]
    [InlineData("""{"key":"12","text":"t"}""", "has a wrong value for \"key\"")]
    [InlineData("""{"key":"K","text":null}""", "has a wrong value for \"text\"")]
    [InlineData("""{"key":"K","text":1}""", "has a wrong value for \"text\"")]
    [InlineData("""{"key":"K","text":"t","text":"u"}""", "has \"text\" twice")]
    [InlineData("""{"key":"K","text":"t"} x""", "is no JSON object from byte")]
    [InlineData("""{"key":"K","text":"t"}{}""", "is no JSON object from byte")]
    [InlineData("""{"key":"K","text":"t""", "is no JSON object from byte")]
    [InlineData("""{"key":"K","text":"t","usage":{"input":-1}}""", "has a wrong value for \"usage\"")]
    [InlineData("""{"key":"K","text":"t","usage":7}""", "has a wrong value for \"usage\"")]
    [InlineData("""{"key":"K","text":"t","failure":{}}""", "has a wrong value for \"failure\"")]
    [InlineData("""{"key":"K","text":"t","failure":{"reason":1}}""", "has a wrong value for \"failure\"")]
    [InlineData("""{"key":"K","text":"\ud800"}""", "holds text that is no Unicode")]
    public void IsRefusedWithTheReason(string line, string why)
    {
        Assert.False(AnswerJson.TryRead(Encoding.UTF8.GetBytes(line.Replace("\"K\"", $"\"{Sample.Key(1)}\"", StringComparison.Ordinal)), out _, out _, out var error));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void IsRefusedWhenItIsNestedTooDeepOrNoUtf8()
    {
        var deep = $$"""{"key":"{{Sample.Key(1)}}","text":"t","tool_calls":{{new string('[', 100_000)}}""";
        Assert.False(AnswerJson.TryRead(Encoding.UTF8.GetBytes(deep), out _, out _, out _));
        byte[] latin = [.. Encoding.UTF8.GetBytes($"{{\"key\":\"{Sample.Key(1)}\",\"text\":\""), 0xE9, (byte)'"', (byte)'}'];
        Assert.False(AnswerJson.TryRead(latin, out _, out _, out var error));
        Assert.Contains("no Unicode", error, StringComparison.Ordinal);
    }

    [Fact]
    public void WithHalfASurrogateIsWrittenWithTheReplacementCharacter()
    {
        var line = Sample.Line(1, new Answer("a\ud800b"));
        Assert.Contains("a\uFFFDb", line, StringComparison.Ordinal);
    }
}
