using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Expressions.Nodes;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>A strict expression in Scriban's syntax, parsed once. Safe for several threads.</summary>
internal sealed class Expression
{
    private readonly Node root;

    private Expression(string text, SourcePlace place, Node root, ImmutableArray<NamePath> names)
    {
        Text = text;
        Place = place;
        Names = names;
        this.root = root;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Where its first character stands.</summary>
    public SourcePlace Place { get; }

    /// <summary>The static paths that it reads, in the order in which they are written.</summary>
    public ImmutableArray<NamePath> Names { get; }

    /// <param name="text">The expression.</param>
    /// <param name="place">Where its first character stands; errors inside are placed from there.</param>
    public static Parsed<Expression> Parse(string text, SourcePlace place)
    {
        var (node, names, found) = ExpressionParser.Parse(text, place);
        return new(node is null ? null : new Expression(text, place, node, names), found);
    }

    /// <summary>The value for one row. A value that is only passed through is given back as the row has it.</summary>
    /// <exception cref="ExpressionFailure">It cannot be evaluated for this row.</exception>
    public JsonElement Evaluate(INames names)
    {
        try
        {
            return root.Evaluate(names).ToElement();
        }
        catch (ValueFailure failure)
        {
            throw new ExpressionFailure(Place, failure.Message);
        }
    }

    /// <summary>The verdict of a condition for one row.</summary>
    /// <exception cref="ExpressionFailure">It cannot be evaluated for this row, or is neither true nor false.</exception>
    public bool Test(INames names)
    {
        try
        {
            return Conditions.Test(root, names);
        }
        catch (ValueFailure failure)
        {
            throw new ExpressionFailure(Place, failure.Message);
        }
    }

    /// <summary>Finds before anything is spent what is wrong whatever the row. Never an error that no row would give, but for comparisons that can have one result only.</summary>
    /// <param name="names">An object shape with all root names; <see cref="Shape.Any"/> when nothing is known.</param>
    public ExpressionCheck Check(Shape names)
    {
        var checker = new Checker(names);
        var result = root.Check(checker);
        return new(result, [.. checker.Found]);
    }

    /// <summary>The same for an expression that must be true or false.</summary>
    /// <param name="names">An object shape with all root names; <see cref="Shape.Any"/> when nothing is known.</param>
    public ExpressionCheck CheckCondition(Shape names)
    {
        var checker = new Checker(names);
        checker.CheckCondition(root, "a condition");
        return new(Shape.Boolean, [.. checker.Found]);
    }

    public override string ToString() => Text;
}
