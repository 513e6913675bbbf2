using Scriban;
using SynthTool.Definition;

namespace SynthTool.Tests.Definition;

public sealed class AReservedWord
{
    [Fact]
    public void IsEveryBuiltInNameOfScriban()
    {
        var builtIn = new TemplateContext().BuiltinObject.Keys;

        Assert.NotEmpty(builtIn);
        Assert.All(builtIn, name => Assert.NotNull(NameRules.AgainstResult(name)));
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("row")]
    [InlineData("if")]
    [InlineData("not")]
    [InlineData("this")]
    [InlineData("words")]
    [InlineData("string")]
    [InlineData("fence")]
    public void IsWhatExpressionsAndPromptsUse(string name) => Assert.NotNull(NameRules.AgainstResult(name));

    [Fact]
    public void IsNoNameThatExamplesUse() =>
        Assert.All(["draft", "item", "answer", "score", "audience", "question", "text", "label", "row_id", "_x"], name => Assert.Null(NameRules.AgainstResult(name)));
}
