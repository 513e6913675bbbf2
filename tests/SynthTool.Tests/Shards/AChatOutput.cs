using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Shards;

namespace SynthTool.Tests.Shards;

public sealed class AChatOutput
{
    [Fact]
    public void MakesMessagesOfItsTurns()
    {
        var (values, findings) = Project(TestRows.Messages(("system", "s"), ("user", "q"), ("assistant", "a")), """{"s":"Be \"brief\".","q":"Why?\nHow?","a":"😀"}""");

        Assert.Empty(findings);
        Assert.Equal("""[{"content":"Be \"brief\".","role":"system"},{"content":"Why?\nHow?","role":"user"},{"content":"😀","role":"assistant"}]""", values);
    }

    [Theory]
    [InlineData("""{"q":"Why?","a":null}""", "SYNTH1201 For row \"r/1\": message 2 (\"assistant\") of column \"messages\" holds no text: only text can be a message")]
    [InlineData("""{"q":["x"],"a":"b"}""", "SYNTH1201 For row \"r/1\": message 1 (\"user\") of column \"messages\" holds no text: only text can be a message")]
    [InlineData("""{"q":" \n\t","a":"b"}""", "SYNTH1202 For row \"r/1\": message 1 (\"user\") of column \"messages\" is empty")]
    public void NamesRowAndMessageThatHoldNoText(string seed, string expected) =>
        Assert.Equal([expected], Project(TestRows.Messages(("user", "q"), ("assistant", "a")), seed).Findings);

    [Fact]
    public void NamesAllMessagesThatHoldNoText() =>
        Assert.Equal(2, Project(TestRows.Messages(("user", "q"), ("assistant", "a")), """{"q":1,"a":""}""").Findings.Length);

    [Theory]
    [InlineData("""[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]""")]
    [InlineData("""[{"content":"s","role":"system"},{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]""")]
    [InlineData("""[{"role":"assistant","content":"a"}]""")]
    public void TakesAListThatIsAConversation(string messages) => Assert.Empty(Of(messages).Findings);

    [Theory]
    [InlineData("\"text\"", "is no list")]
    [InlineData("null", "is no list")]
    [InlineData("[]", "does not end with a message of the assistant")]
    [InlineData("[null]", "has a message 1 that is not {role, content}")]
    [InlineData("""[{"role":"user"}]""", "has a message 1 that is not {role, content}")]
    [InlineData("""[{"role":"user","content":"q","name":"Ann"}]""", "has a message 1 that is not {role, content}")]
    [InlineData("""[{"role":1,"content":"q"}]""", "has a message 1 that is not {role, content}")]
    [InlineData("""[{"role":"user","content":"q"}]""", "does not end with a message of the assistant")]
    [InlineData("""[{"role":"system","content":"s"}]""", "does not end with a message of the assistant")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]""", "has two messages of the user in a row, 1 and 2")]
    [InlineData("""[{"role":"user","content":"q"},{"role":"system","content":"s"},{"role":"assistant","content":"a"}]""", "has the role \"system\" in message 2, where user or assistant is due")]
    [InlineData("""[{"role":"human","content":"q"},{"role":"assistant","content":"a"}]""", "has the role \"human\" in message 1, where user or assistant is due")]
    public void RefusesAValueThatIsNoConversation(string messages, string what) =>
        Assert.Equal([$"SYNTH1203 For row \"r/1\": column \"messages\" {what}"], Of(messages).Findings);

    [Fact]
    public void NamesTheEmptyMessageOfAList() => Assert.Equal(
        ["SYNTH1202 For row \"r/1\": message 2 (\"assistant\") of column \"messages\" is empty"],
        Of("""[{"role":"user","content":"q"},{"role":"assistant","content":""}]""").Findings);

    private static (string? Values, string[] Findings) Of(string messages) => Project(TestRows.MessagesFrom("m"), $$"""{"m":{{messages}}}""");

    private static (string? Values, string[] Findings) Project(ProjectedColumn column, string seed)
    {
        var findings = new Findings();
        var values = new JsonElement[1];
        var isTaken = TestRows.Output(column).TryProject(TestRows.Row("r/1", seed), values, findings);
        var found = findings.ToSorted();
        Assert.Equal(isTaken, found.IsEmpty);
        return (isTaken ? values[0].GetRawText() : null, [.. found.Select(f => $"{f.Kind.Code} {f.Message}")]);
    }
}
