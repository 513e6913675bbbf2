namespace SynthTool.Tests.Definition;

public sealed class AChat
{
    [Theory]
    [InlineData("[{ user: a }, { assistant: b }]")]
    [InlineData("[{ system: s }, { user: a }, { assistant: b }]")]
    [InlineData("[{ user: a }, { assistant: b }, { user: c }, { assistant: d }]")]
    public void AlternatesAndEndsWithTheAssistant(string turns) => Sample.ReadClean(With(turns));

    [Theory]
    [InlineData("«0511»[]")]
    [InlineData("[{ «0511»user: a }]")]
    [InlineData("[{ «0511»system: a }]")]
    [InlineData("[{ «0511»assistant: a }]")]
    [InlineData("[{ system: s }, { «0511»assistant: a }]")]
    [InlineData("[{ user: a }, { «0511»user: b }, { assistant: c }]")]
    [InlineData("[{ user: a }, { «0511»system: b }, { assistant: c }]")]
    [InlineData("[{ system: a }, { «0511»system: b }, { user: c }, { assistant: d }]")]
    [InlineData("[{ user: a }, { assistant: b }, { «0511»user: c }]")]
    [InlineData("[{ «0511»human: a }, { assistant: b }]")]
    [InlineData("[«0511»{ user: a, assistant: b }]")]
    [InlineData("[«0511»user, «0511»{}]")]
    [InlineData("[{ user: «0504»[a] }, { assistant: «0504»}]")]
    [InlineData("«0504»{ user: a }")]
    public void IsRefusedWithAnotherShape(string turns) => Sample.AssertFindings(With(turns));

    private static string With(string turns) => $"{Sample.Head}outputs:\n  sft:\n    format: chat\n    columns:\n      messages: {turns}\n";
}
