using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class AnyOfKeyword(string pointer, ImmutableArray<SchemaNode> nodes, bool isExactlyOne) : Keyword(pointer, SchemaTypes.All)
{
    private const int MostNamed = 4;

    public ImmutableArray<SchemaNode> Nodes { get; } = nodes;

    public bool IsExactlyOne { get; } = isExactlyOne;

    public override IEnumerable<SchemaNode> InPlace => Nodes;

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var first = -1;
        for (var i = 0; i < Nodes.Length; i++)
        {
            if (!run.Fits(Nodes[i], value))
            {
                continue;
            }

            if (!IsExactlyOne)
            {
                return true;
            }

            if (first >= 0)
            {
                return run.Collects && run.Fail(Pointer, FormattableString.Invariant($"must fit exactly one of the {Nodes.Length} alternatives, fits numbers {first + 1} and {i + 1}"));
            }

            first = i;
        }

        return first >= 0 || (run.Collects && run.Fail(Pointer, Reasons(value, run)));
    }

    private string Reasons(JsonElement value, SchemaRun run)
    {
        var reasons = Nodes.Take(MostNamed).Select((n, i) => FormattableString.Invariant($"({i + 1}) {SchemaText.Plain(run.FirstError(n, value), 160)}"));
        return FormattableString.Invariant($"must fit {(IsExactlyOne ? "exactly one" : "one")} of {CountWords.Of(Nodes.Length, "alternative")}: {string.Join(" or ", reasons)}{(Nodes.Length > MostNamed ? " …" : "")}");
    }
}
