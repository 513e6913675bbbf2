namespace SynthTool.Tests.Definition;

public sealed class AGate
{
    private const string Steps = "steps: [{ map: score, to: seed.a }, { filter: seed.b }, { filter: seed.c }]\n";

    [Theory]
    [InlineData("rows >= 500", "rows", "GreaterOrEqual", "500", null, false)]
    [InlineData("rows<5", "rows", "Less", "5", null, false)]
    [InlineData("rows == 0", "rows", "Equal", "0", null, false)]
    [InlineData("rows > 1", "rows", "Greater", "1", null, false)]
    [InlineData("rows.train <= 9", "rows.train", "LessOrEqual", "9", null, false)]
    [InlineData("kept.score >= 99.5%", "kept.score", "GreaterOrEqual", "99.5", null, true)]
    [InlineData("removed.filter-2 in 1..20", "removed.filter-2", "In", "1", "20", false)]
    [InlineData("removed.filter in 0.5% .. 0.5%", "removed.filter", "In", "0.5", "0.5", true)]
    [InlineData("quarantined <= 2%", "quarantined", "LessOrEqual", "2", null, true)]
    [InlineData("' rows >= 1 '", "rows", "GreaterOrEqual", "1", null, false)]
    public void IsATermAComparisonAndANumber(string written, string term, string comparison, string bound, string? upper, bool isPercent)
    {
        var gate = Assert.Single(Sample.ReadClean($"{Sample.Head}{Steps}gates: [{written}]\n").Gates);

        Assert.Equal((term, comparison, bound, upper, isPercent), (gate.Term, gate.Comparison.ToString(), gate.Bound.ToString(), gate.UpperBound?.ToString(), gate.IsPercent));
    }

    [Theory]
    [InlineData("«0510»rows")]
    [InlineData("«0510»rows = 5")]
    [InlineData("«0510»rows => 5")]
    [InlineData("«0510»rows != 5")]
    [InlineData("«0510»rows >= -5")]
    [InlineData("«0510»rows >= 1e3")]
    [InlineData("'«0510»rows >= 1,000'")]
    [InlineData("«0510»rows >= 5 and rows < 10")]
    [InlineData("«0510»rows in 5")]
    [InlineData("«0510»rows in 9..5")]
    [InlineData("«0510»kept.score in 40%..95")]
    [InlineData("«0510»kept.score in 40..95%")]
    [InlineData("«0510»rows >= 5%")]
    [InlineData("«0510»kept >= 5")]
    [InlineData("«0510»quarantined.x >= 5")]
    [InlineData("«0510»row >= 5")]
    [InlineData("«0510»rows >= 99999999999999999999999999999999999999")]
    [InlineData("«0507»kept.scor >= 5%")]
    [InlineData("«0507»rows.test >= 5")]
    public void IsRefusedOtherwise(string marked) => Sample.AssertFindings($"{Sample.Head}{Steps}gates:\n  - {marked}\n");
}
