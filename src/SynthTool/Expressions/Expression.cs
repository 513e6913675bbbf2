using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>A strict expression in Scriban's syntax, parsed once.</summary>
internal sealed class Expression
{
    private Expression(string text, SourcePlace place, ImmutableArray<NamePath> names)
    {
        Text = text;
        Place = place;
        Names = names;
    }

    public string Text { get; }

    public SourcePlace Place { get; }

    public ImmutableArray<NamePath> Names { get; }

    public static Parsed<Expression> Parse(string text, SourcePlace place) => new(new Expression(text, place, []), []);

    public JsonElement Evaluate(INames names) => throw new NotSupportedException(Text);

    public bool Test(INames names) => throw new NotSupportedException(Text);

    public ExpressionCheck Check(Shape names) => throw new NotSupportedException(Text);

    public ExpressionCheck CheckCondition(Shape names) => throw new NotSupportedException(Text);
}
