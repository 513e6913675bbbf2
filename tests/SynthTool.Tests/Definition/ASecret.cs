namespace SynthTool.Tests.Definition;

public sealed class ASecret
{
    [Theory]
    [InlineData("api_key: «0508»sk-SECRET")]
    [InlineData("api_key: \"«0508»Bearer ${KEY}SECRET\"")]
    [InlineData("api_key: «0508»$SECRET")]
    [InlineData("api_key: \"«0508»${SECRET\"")]
    [InlineData("api_key: «0504»424242424242")]
    [InlineData("endpoint: «0508»https://me:SECRET@example.org/v1")]
    [InlineData("headers: { Authorization: «0508»Bearer SECRET }")]
    [InlineData("headers: { x-api-key: «0508»SECRET }")]
    [InlineData("headers: { Cookie: «0508»session=SECRET }")]
    [InlineData("headers: { Authorization: «0504»424242424242 }")]
    public void MayNotBeWrittenAndIsNotRepeated(string marked)
    {
        var found = Assert.Single(Sample.AssertFindings(Sample.Head + $"teachers:\n  t:\n    provider: openai\n    model: m\n    {marked}\n"));

        Assert.DoesNotContain("SECRET", found.Message + found.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("4242", found.Message + found.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("endpoint: \"«0509»http://${}/v1\"")]
    [InlineData("endpoint: \"«0509»http://${a-b}/v1\"")]
    [InlineData("headers: { X-Team: \"«0509»${A\" }")]
    [InlineData("model: «0509»x${NAME}")]
    [InlineData("send_as: «0509»${NAME}\n    options: { stop: [\"«0509»${A}\"], extra: { a: { b: \"«0509»${B}\" } } }")]
    public void IsOnlyReferredToWhereItIsResolved(string marked)
    {
        var model = marked.StartsWith("model", StringComparison.Ordinal) ? "" : "    model: m\n";

        Sample.AssertFindings(Sample.Head + $"teachers:\n  t:\n    provider: openai\n{model}    {marked}\n");
    }

    [Theory]
    [InlineData("description: «0509»a ${NAME}\n")]
    [InlineData("steps: [{ each: x, in: [a, { b: \"«0509»${C}\" }] }, { map: y, to: '«0509»\"${D}\"' }]\n")]
    [InlineData("gates: '«0509»«0510»${E}'\n")]
    public void IsNotReferredToElsewhere(string marked) => Sample.AssertFindings(Sample.Head + marked);

    [Theory]
    [InlineData("endpoint: ${E}")]
    [InlineData("endpoint: https://${HOST}:8000/v1")]
    [InlineData("endpoint: http://127.0.0.1:8000/v1")]
    [InlineData("api_key: ${K}")]
    [InlineData("headers: { Authorization: \"Bearer ${K}\", X-Team: data, Accept-Language: en }")]
    public void MayBeReferredTo(string line) =>
        Assert.Single(Sample.ReadClean(Sample.Head + $"teachers:\n  t:\n    provider: openai\n    model: m\n    {line}\n").Teachers);
}
