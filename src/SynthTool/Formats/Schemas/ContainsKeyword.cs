using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
/// <param name="pointer">The keyword <c>contains</c>.</param>
/// <param name="node">What is looked for.</param>
/// <param name="min">At least so many items must fit.</param>
/// <param name="max">At most so many; null: without bound.</param>
internal sealed class ContainsKeyword(string pointer, SchemaNode node, long min, long? max) : Keyword(pointer, SchemaTypes.Array)
{
    public SchemaNode Node { get; } = node;

    public long Min { get; } = min;

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var count = 0L;
        foreach (var item in value.EnumerateArray())
        {
            count += run.Fits(Node, item) ? 1 : 0;
            if (max is null && count >= Min)
            {
                return true;
            }
        }

        if (count >= Min && count <= (max ?? count))
        {
            return true;
        }

        return run.Collects && run.Fail(Pointer, FormattableString.Invariant(
            $"must have {(count < Min ? "at least" : "at most")} {CountWords.Of(count < Min ? Min : max ?? 0, "item")} that the schema's \"contains\" describes, has {count}"));
    }
}
