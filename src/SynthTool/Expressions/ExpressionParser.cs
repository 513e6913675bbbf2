using System.Collections.Immutable;
using System.Numerics;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using SynthTool.Diagnostics;
using SynthTool.Expressions.Functions;
using SynthTool.Expressions.Nodes;

namespace SynthTool.Expressions;

/// <summary>Turns Scriban's syntax tree into our nodes and refuses, by name and place, what strict expressions do not have.</summary>
internal sealed class ExpressionParser
{
    private const int Deepest = 500;
    private const int MostErrors = 3;
    private const string NeedsParentheses = "put parentheses around the part that belongs together";

    private readonly TextPlaces places;
    private readonly ImmutableArray<Diagnostic>.Builder found = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly List<NamePath> names = [];
    private int depth;

    private ExpressionParser(TextPlaces places) => this.places = places;

    public static (Node? Node, ImmutableArray<NamePath> Names, ImmutableArray<Diagnostic> Found) Parse(string text, SourcePlace place)
    {
        var parser = new ExpressionParser(new TextPlaces(text, place));
        var node = parser.Parse(text);
        return (parser.found.Count == 0 ? node : null, [.. parser.names], parser.found.ToImmutable());
    }

    private Node? Parse(string text)
    {
        if (text.Length > Limits.Expression)
        {
            return Refuse(ExpressionDiagnostics.Unreadable, 0, FormattableString.Invariant($"an expression is at most {Limits.Expression} characters long"));
        }

        var rewritten = ExpressionText.Rewrite(text, places, found);
        if (found.Count > 0)
        {
            return null;
        }

        var template = Template.Parse(rewritten, places.Start.Path, new ParserOptions { ExpressionDepthLimit = 100 }, new LexerOptions { Mode = ScriptMode.ScriptOnly });
        foreach (var message in template.Messages.Where(m => m.Type is ParserMessageType.Error).Take(MostErrors))
        {
            Refuse(ExpressionDiagnostics.Unreadable, message.Span.Start.Offset, $"the expression cannot be read: {Quote.Bare(message.Message, 200)}");
        }

        return found.Count > 0 ? null : Single(template.Page);
    }

    private Node? Single(ScriptPage? page)
    {
        var statements = page?.Body?.Statements;
        return statements switch
        {
            null or { Count: 0 } => Refuse(ExpressionDiagnostics.Unreadable, 0, "an expression is expected here, but there is nothing"),
            { Count: > 1 } => Refuse(ExpressionDiagnostics.Unreadable, statements[1].Span.Start.Offset, "one expression is expected, but here begins a second one"),
            [ScriptExpressionStatement { Expression: { } expression }] => Build(expression),
            _ => Refuse(ExpressionDiagnostics.NotAllowed, statements[0].Span.Start.Offset, $"expressions have no {NameOf(statements[0])}"),
        };
    }

    private Node? Build(ScriptExpression? expression)
    {
        if (expression is null)
        {
            return Refuse(ExpressionDiagnostics.Unreadable, 0, "a part of the expression is missing");
        }

        if (depth == Deepest)
        {
            return Refuse(ExpressionDiagnostics.Unreadable, expression.Span.Start.Offset, FormattableString.Invariant($"the expression has more than {Deepest} parts within each other"));
        }

        depth++;
        try
        {
            return BuildPart(expression);
        }
        finally
        {
            depth--;
        }
    }

    private Node? BuildPart(ScriptExpression expression) => expression switch
    {
        ScriptLiteral literal => Literal(literal),
        ScriptVariableGlobal or ScriptMemberExpression or ScriptIndexerExpression => Path(expression),
        ScriptNestedExpression nested => Build(nested.Expression),
        ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not } unary => Not(unary),
        ScriptUnaryExpression { Operator: ScriptUnaryOperator.Negate } unary => Build(unary.Right) is { } operand ? Negated(operand, At(unary)) : null,
        ScriptBinaryExpression binary => Binary(binary),
        ScriptConditionalExpression conditional => Conditional(conditional),
        ScriptArrayInitializerExpression array => Array(array),
        ScriptFunctionCall call => Call(call, null),
        ScriptPipeCall pipe => Pipe(pipe),
        ScriptNamedArgument { Name: { } name } => Refuse(ExpressionDiagnostics.NotAllowed, name.Span.Start.Offset, "expressions have no named arguments"),
        _ => Refuse(ExpressionDiagnostics.NotAllowed, expression.Span.Start.Offset, $"expressions have no {NameOf(expression)}"),
    };

    private LiteralNode? Literal(ScriptLiteral literal)
    {
        var place = At(literal);
        switch (literal.Value)
        {
            case null:
                return new LiteralNode(Value.Null, place);
            case bool boolean:
                return new LiteralNode(Value.Of(boolean), place);
            case string text:
                return new LiteralNode(Value.Of(text), place);
            case int or long or uint:
                return new LiteralNode(Value.Of(Convert.ToInt64(literal.Value, System.Globalization.CultureInfo.InvariantCulture)), place);
            case double number when double.IsFinite(number):
                return new LiteralNode(Value.Of(number), place);
            case BigInteger big when big.GetBitLength() <= Limits.Bits:
                return new LiteralNode(Value.Of(big), place);
            default:
                Refuse(ExpressionDiagnostics.NotAllowed, literal.Span.Start.Offset, "this literal is too large or of a kind that JSON does not have");
                return null;
        }
    }

    /// <summary>A chain of names, fields and indexes. Its static beginning is remembered, so that definitions can be checked.</summary>
    private Node? Path(ScriptExpression expression)
    {
        if (FunctionName(expression) is { } function)
        {
            return Refuse(ExpressionDiagnostics.WrongArguments, expression.Span.Start.Offset, $"{function} is a function and needs an argument in parentheses");
        }

        List<string>? parts = [];
        var node = Step(expression, ref parts, out var root);
        if (node is not null && root is not null)
        {
            names.Add(new NamePath([.. parts ?? []], root));
        }

        return node;
    }

    /// <param name="expression">The chain up to here.</param>
    /// <param name="parts">The names so far; null behind the first part that is not static.</param>
    /// <param name="root">Where the chain's first name stands, when it begins with one.</param>
    private Node? Step(ScriptExpression expression, ref List<string>? parts, out SourcePlace? root)
    {
        root = null;
        switch (expression)
        {
            case ScriptVariableGlobal variable when FunctionTable.Roots.Contains(variable.Name):
                return Refuse(ExpressionDiagnostics.UnknownName, variable.Span.Start.Offset, $"{variable.Name} is the name of functions, not of a value");
            case ScriptVariableGlobal variable:
                root = At(variable);
                parts?.Add(variable.Name);
                return new NameNode(variable.Name, root);
            case ScriptMemberExpression { Target: { } target, Member: ScriptVariableGlobal member } access:
                return Field(target, member.Name, access.DotToken.TokenType is TokenType.QuestionDot, At(member), ref parts, out root);
            case ScriptIndexerExpression { Target: { } target, Index: ScriptLiteral { Value: string name } }:
                return Field(target, name, nullSafe: false, At(expression), ref parts, out root);
            case ScriptIndexerExpression { Target: { } target } indexer:
                var array = Step(target, ref parts, out root);
                var keep = parts;
                parts = null;
                var node = Build(indexer.Index) is { } index && array is not null ? new IndexNode(array, index, At(expression)) : null;
                if (root is not null && keep is not null)
                {
                    names.Add(new NamePath([.. keep], root));
                    root = null;
                }

                return node;
            default:
                parts = null;
                return Build(expression);
        }
    }

    private MemberNode? Field(ScriptExpression target, string name, bool nullSafe, SourcePlace place, ref List<string>? parts, out SourcePlace? root)
    {
        var node = Step(target, ref parts, out root);
        parts?.Add(name);
        return node is null ? null : new MemberNode(node, name, nullSafe, place);
    }

    private NotNode? Not(ScriptUnaryExpression unary) => Build(unary.Right) is { } operand ? new NotNode(operand, At(unary)) : null;

    private static Node Negated(Node operand, SourcePlace place) => operand is LiteralNode { Value.IsNumber: true } literal
        ? new LiteralNode(Numbers.Negate(literal.Value), place)
        : new NegateNode(operand, place);

    private Node? Binary(ScriptBinaryExpression binary)
    {
        if (!CheckOperand(binary, binary.Left) || !CheckOperand(binary, binary.Right))
        {
            return null;
        }

        var (left, right) = (Build(binary.Left), Build(binary.Right));
        if (left is null || right is null)
        {
            return null;
        }

        var place = binary.OperatorToken is { } token ? At(token) : At(binary);
        return binary.Operator switch
        {
            ScriptBinaryOperator.And => new LogicNode(isAnd: true, left, right, place),
            ScriptBinaryOperator.Or => new LogicNode(isAnd: false, left, right, place),
            ScriptBinaryOperator.ShiftLeft => new InNode(left, right, place),
            ScriptBinaryOperator.EmptyCoalescing => new CoalesceNode(left, right, place),
            ScriptBinaryOperator.CompareEqual => new CompareNode(Comparison.Equal, left, right, place),
            ScriptBinaryOperator.CompareNotEqual => new CompareNode(Comparison.NotEqual, left, right, place),
            ScriptBinaryOperator.CompareLess => new CompareNode(Comparison.Less, left, right, place),
            ScriptBinaryOperator.CompareLessOrEqual => new CompareNode(Comparison.LessOrEqual, left, right, place),
            ScriptBinaryOperator.CompareGreater => new CompareNode(Comparison.Greater, left, right, place),
            ScriptBinaryOperator.CompareGreaterOrEqual => new CompareNode(Comparison.GreaterOrEqual, left, right, place),
            ScriptBinaryOperator.Add => new ArithmeticNode(Operation.Add, left, right, place),
            ScriptBinaryOperator.Subtract => new ArithmeticNode(Operation.Subtract, left, right, place),
            ScriptBinaryOperator.Multiply => new ArithmeticNode(Operation.Multiply, left, right, place),
            ScriptBinaryOperator.Divide => new ArithmeticNode(Operation.Divide, left, right, place),
            ScriptBinaryOperator.DivideRound => new ArithmeticNode(Operation.DivideWhole, left, right, place),
            ScriptBinaryOperator.Modulus => new ArithmeticNode(Operation.Remainder, left, right, place),
            _ => Refuse(ExpressionDiagnostics.NotAllowed, (binary.OperatorToken ?? (ScriptNode)binary).Span.Start.Offset, $"expressions have no operator {binary.OperatorAsText}"),
        };
    }

    /// <summary>Refuses what Scriban groups otherwise than a reader would: <c>not a == b</c> and <c>a == b in c</c>.</summary>
    private bool CheckOperand(ScriptBinaryExpression parent, ScriptExpression? operand)
    {
        var message = operand switch
        {
            ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not } when !IsLogic(parent.Operator) => "not binds tighter than what follows: write not (a == b)",
            ScriptBinaryExpression child when IsComparison(parent.Operator) && IsComparison(child.Operator) => "two comparisons stand in a row",
            _ => null,
        };
        if (message is not null)
        {
            found.Add(new Diagnostic(ExpressionDiagnostics.Ambiguous, At(operand!), message, NeedsParentheses));
        }

        return message is null;
    }

    private static bool IsLogic(ScriptBinaryOperator op) => op is ScriptBinaryOperator.And or ScriptBinaryOperator.Or;

    private static bool IsComparison(ScriptBinaryOperator op) => op
        is ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual
        or ScriptBinaryOperator.CompareLess or ScriptBinaryOperator.CompareLessOrEqual
        or ScriptBinaryOperator.CompareGreater or ScriptBinaryOperator.CompareGreaterOrEqual
        or ScriptBinaryOperator.ShiftLeft;

    private ConditionalNode? Conditional(ScriptConditionalExpression conditional)
    {
        var (condition, then, otherwise) = (Build(conditional.Condition), Build(conditional.ThenValue), Build(conditional.ElseValue));
        return condition is null || then is null || otherwise is null ? null : new ConditionalNode(condition, then, otherwise, At(conditional));
    }

    private ArrayNode? Array(ScriptArrayInitializerExpression array)
    {
        var items = array.Values.Select(Build).ToList();
        return items.Contains(null) ? null : new ArrayNode([.. items.OfType<Node>()], At(array));
    }

    /// <summary>A pipe leans to the right in Scriban's tree: a | (b | c). Each part takes the result of the one before.</summary>
    private Node? Pipe(ScriptPipeCall pipe)
    {
        if (!CheckWhole(pipe.From, "the pipe takes the whole of what stands before it"))
        {
            return null;
        }

        var value = Build(pipe.From);
        var rest = pipe.To;
        while (value is not null && rest is ScriptPipeCall { From: var next } more)
        {
            value = Piped(value, next);
            rest = more.To;
        }

        return value is null ? null : Piped(value, rest);
    }

    private Node? Piped(Node value, ScriptExpression? to)
    {
        switch (to)
        {
            case ScriptFunctionCall call:
                return Call(call, value);
            case ScriptVariableGlobal or ScriptMemberExpression:
                return Apply(to, [value]);
            case ScriptBinaryExpression or ScriptConditionalExpression:
                CheckWhole(to, "what follows the pipe's function belongs to its argument");
                return null;
            default:
                return Refuse(ExpressionDiagnostics.NotAllowed, to?.Span.Start.Offset ?? 0, "a pipe leads into a function");
        }
    }

    private Node? Call(ScriptFunctionCall call, Node? first)
    {
        var arguments = ImmutableArray.CreateBuilder<Node>();
        if (first is not null)
        {
            arguments.Add(first);
        }

        if (FunctionTableName(call.Target) == "matches" && call.Arguments.Count + arguments.Count == 2)
        {
            return Matches(call, first);
        }

        var fine = true;
        foreach (var argument in call.Arguments)
        {
            fine &= call.ExplicitCall || CheckWhole(argument, "a call without parentheses takes in the whole of what follows");
            var node = fine ? Build(argument) : null;
            fine &= node is not null;
            if (node is not null)
            {
                arguments.Add(node);
            }
        }

        return fine ? Apply(call.Target, arguments.ToImmutable()) : null;
    }

    private Node? Apply(ScriptExpression? target, ImmutableArray<Node> arguments)
    {
        var offset = target?.Span.Start.Offset ?? 0;
        var name = FunctionTableName(target);
        if (name is null)
        {
            return Refuse(ExpressionDiagnostics.NotAllowed, offset, "only functions can be called, and two values must have an operator between them");
        }

        if (!FunctionTable.ByName.TryGetValue(name, out var function))
        {
            found.Add(name == "matches"
                ? new Diagnostic(ExpressionDiagnostics.WrongArguments, places.At(offset), "matches takes 2 arguments (text, pattern)")
                : new Diagnostic(ExpressionDiagnostics.UnknownFunction, places.At(offset), $"there is no function {Quote.Of(name)}", FunctionHints.For(name)));
            return null;
        }

        if (function.CountProblem(arguments.Length) is { } problem)
        {
            return Refuse(ExpressionDiagnostics.WrongArguments, offset, problem);
        }

        return function.Name == "is_missing"
            ? new MissingNode(arguments[0], places.At(offset))
            : new CallNode(function, arguments, places.At(offset));
    }

    private MatchesNode? Matches(ScriptFunctionCall call, Node? first)
    {
        var text = first ?? Build(call.Arguments[0]);
        if (call.Arguments[^1] is not ScriptLiteral { Value: string pattern } literal)
        {
            Refuse(ExpressionDiagnostics.WrongArguments, call.Arguments[^1].Span.Start.Offset, "the pattern of matches must be written out as text");
            return null;
        }

        try
        {
            return text is null ? null : new MatchesNode(text, Patterns.Compile(pattern), At(call));
        }
        catch (Exception refused) when (refused is RegexParseException or NotSupportedException or ValueFailure)
        {
            Refuse(ExpressionDiagnostics.WrongArguments, literal.Span.Start.Offset, $"the pattern of matches cannot be used: {Quote.Bare(refused.Message, 200)}");
            return null;
        }
    }

    /// <summary>Refuses an operator or a condition where a reader would expect one value.</summary>
    private bool CheckWhole(ScriptExpression? part, string message)
    {
        if (part is not (ScriptBinaryExpression or ScriptConditionalExpression))
        {
            return true;
        }

        found.Add(new Diagnostic(ExpressionDiagnostics.Ambiguous, At(part), message, NeedsParentheses + ", as in words(seed.text) > 3"));
        return false;
    }

    /// <summary>The name of a function that exists, when the expression is one.</summary>
    private static string? FunctionName(ScriptExpression expression) =>
        FunctionTableName(expression) is { } name && (FunctionTable.ByName.ContainsKey(name) || name == "matches") ? name : null;

    /// <summary>A name, or two with a dot, as functions have them.</summary>
    private static string? FunctionTableName(ScriptExpression? expression) => expression switch
    {
        ScriptVariableGlobal variable => variable.Name,
        ScriptMemberExpression { Target: ScriptVariableGlobal space, Member: ScriptVariableGlobal member } => $"{space.Name}.{member.Name}",
        _ => null,
    };

    /// <summary>A construct's name for messages, from the syntax tree's own: ScriptAssignExpression is an assign expression.</summary>
    private static string NameOf(ScriptNode node) => node switch
    {
        ScriptAssignExpression => "assignment",
        ScriptThisExpression => "this",
        ScriptAnonymousFunction or ScriptFunction => "functions of their own (func, do)",
        ScriptVariable => "variables of their own ($…)",
        ScriptUnaryExpression unary => $"operator {unary.OperatorAsText}",
        ScriptObjectInitializerExpression => "objects that are written out",
        ScriptInterpolatedStringExpression => "interpolated strings; string.append joins texts",
        _ => Words(node.GetType().Name),
    };

    private static string Words(string typeName)
    {
        var name = typeName.StartsWith("Script", StringComparison.Ordinal) ? typeName[6..] : typeName;
        return string.Concat(name.Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())).Trim();
    }

    private SourcePlace At(ScriptNode node) => places.At(node.Span.Start.Offset);

    private Node? Refuse(DiagnosticKind kind, int offset, string message)
    {
        found.Add(new Diagnostic(kind, places.At(offset), message));
        return null;
    }
}
