using SynthTool.Expressions;

namespace SynthTool.Tests.Expressions;

public sealed class AReservedName
{
    [Fact]
    public void IsEveryNameThatPromptsAndExpressionsHaveTaken() =>
        Assert.Empty(SynthTool.Prompts.Builtins.Names.Concat(["seed", "row", "for", "if", "this", "date", "matches"]).Except(ReservedNames.All));
}
