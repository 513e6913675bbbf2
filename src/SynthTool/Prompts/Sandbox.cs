using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Runtime.Accessors;
using Scriban.Syntax;
using SynthTool.Diagnostics;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>
/// Scriban's interpreter with our rules: strict names, bounded work, no .NET members, numbers and text printed the same
/// everywhere. Making one costs as much as many renders, so that they are used again; one that failed is thrown away.
/// </summary>
internal sealed class Sandbox : TemplateContext
{
    private static readonly ConcurrentBag<Sandbox> Idle = [];

    private readonly RowObject row = new();
    private readonly MessageOutput output = new();
    private readonly Stack<SourceSpan> includeChain = new();
    private TemplateFiles? files;
    private INames? names;
    private Observations? observations;
    private long steps;

    private Sandbox()
        : base(Builtins.Shared, StringComparer.Ordinal)
    {
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedIndexerAccess = false;
        AutoIndent = false;
        NewLine = "\n";
        LoopLimit = PromptLimits.Turns;
        RecursiveLimit = PromptLimits.CallDepth;
        // It would cut text silently: our output and ObjectToString count, and fail.
        LimitToString = 0;
        TryGetMember = FailOnMember;
        TryGetVariable = FailOnVariable;
        PushCulture(CultureInfo.InvariantCulture);
    }

    /// <summary>Where includes failed, from the innermost; empty when the root template did.</summary>
    public IReadOnlyList<SourceSpan> FailedIncludes { get; private set; } = [];

    public bool IsObserving => observations is not null;

    /// <exception cref="ScriptRuntimeException">The template cannot be rendered; this sandbox must not be used again.</exception>
    public RenderedPrompt Render(TemplateFile root, TemplateFiles known, INames values, bool observe)
    {
        (files, names, observations, steps) = (known, values, observe ? new Observations() : null, 0);
        output.Clear();
        row.Begin(values);
        PushGlobal(row);
        PushOutput(output);
        root.Template.Render(this);
        var prompt = new RenderedPrompt(output.ToMessages());
        PopOutput();
        PopGlobal();
        return observations is null ? prompt : prompt with { Includes = observations.SortedIncludes(), Names = observations.SortedNames() };
    }

    public static Sandbox Rent() => Idle.TryTake(out var idle) ? idle : new Sandbox();

    public void Return()
    {
        (files, names, observations) = (null, null, null);
        Idle.Add(this);
    }

    /// <summary>Counts work beyond evaluating a part.</summary>
    /// <exception cref="ScriptRuntimeException">The template does more than a prompt may cost.</exception>
    public void Charge(int work)
    {
        steps += work;
        if (steps > PromptLimits.Steps)
        {
            throw new ScriptRuntimeException(CurrentSpan, FormattableString.Invariant($"the template does more than {PromptLimits.Steps:N0} steps for one row"));
        }
    }

    /// <param name="parent">The path of the object that was read; null when nobody observes, empty for root names.</param>
    /// <param name="member">The member that was read.</param>
    /// <param name="present">Whether it was not null.</param>
    public void Observe(string? parent, string member, bool present)
    {
        if (observations is not null && parent is not null)
        {
            observations.AddName(parent.Length == 0 ? member : $"{parent}.{member}", present);
        }
    }

    public override object? Evaluate(ScriptNode? scriptNode, bool aliasReturnedFunction)
    {
        if (scriptNode is null)
        {
            return null;
        }

        Charge(1);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ScriptRuntimeException(scriptNode.Span, "the template is nested too deep");
        }

        switch (scriptNode)
        {
            case ScriptBinaryExpression binary when IsOverValues(binary.Operator):
                return Calculate(binary.OperatorToken?.Span ?? binary.Span, binary.Operator, Evaluate(binary.Left, false), Evaluate(binary.Right, false));
            case ScriptAssignExpression assign when CompoundOperator(assign) is { } compound:
                var right = Evaluate(assign.Value, false);
                SetValue(assign.Target, Calculate(assign.Span, compound, Evaluate(assign.Target, false), right));
                return null;
            case ScriptInterpolatedStringExpression interpolated:
                return Interpolate(interpolated);
            case ScriptCaptureStatement capture:
                Capture(capture);
                return null;
            default:
                var result = base.Evaluate(scriptNode, aliasReturnedFunction);
                return result is string or IScriptObject && scriptNode.Parent is ScriptForStatement loop && ReferenceEquals(loop.Iterator, scriptNode)
                    ? Pairs(scriptNode, result)
                    : result;
        }
    }

    /// <summary>Prints a scalar; the same under every culture. Lists and objects are refused.</summary>
    public override string? ObjectToString(object? value, bool nested = false)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                return text.Length <= PromptLimits.Output ? text : throw TooLong();
            case int whole:
                return whole.ToString(CultureInfo.InvariantCulture);
            default:
                try
                {
                    return ValueJson.Print(ScriptValue.ToValue(value));
                }
                catch (ValueFailure failure)
                {
                    throw new ScriptRuntimeException(CurrentSpan, failure.Message);
                }
        }
    }

    public override object? IsEmpty(SourceSpan span, object? against) => against switch
    {
        null => null,
        string text => text.Length == 0,
        IList list => list.Count == 0,
        IScriptObject members => members.Count == 0,
        _ => false,
    };

    public void Include(string name, SourceSpan span, ScriptArray arguments)
    {
        if (includeChain.Count == PromptLimits.IncludeDepth)
        {
            throw new ScriptRuntimeException(span, FormattableString.Invariant($"more than {PromptLimits.IncludeDepth} includes stand within each other"));
        }

        var included = files!.Find(name, out var problem) ?? throw new ScriptRuntimeException(span, problem);
        observations?.AddInclude(included.Path);
        includeChain.Push(span);
        PushSourceFile(included.Path);
        PushLocal();
        try
        {
            SetValue(ScriptVariable.Arguments, arguments, true);
            Evaluate(included.Page, false);
        }
        catch (ScriptRuntimeException) when (FailedIncludes.Count == 0)
        {
            FailedIncludes = [.. includeChain];
            throw;
        }
        finally
        {
            PopLocal();
            PopSourceFile();
            includeChain.Pop();
        }
    }

    protected override IObjectAccessor GetMemberAccessorImpl(object target) => SafeAccessor.Instance;

    /// <summary>Only lists have elements: those of a text would be halves of characters.</summary>
    protected override IListAccessor? GetListAccessorImpl(object target, Type type) => target is IList ? ListAccessor.Default : null;

    private static bool IsOverValues(ScriptBinaryOperator op) => op
        is not (ScriptBinaryOperator.And or ScriptBinaryOperator.Or or ScriptBinaryOperator.EmptyCoalescing or ScriptBinaryOperator.NotEmptyCoalescing);

    private static ScriptBinaryOperator? CompoundOperator(ScriptAssignExpression assign) => assign.EqualToken.TokenType switch
    {
        TokenType.PlusEqual => ScriptBinaryOperator.Add,
        TokenType.MinusEqual => ScriptBinaryOperator.Subtract,
        TokenType.AsteriskEqual => ScriptBinaryOperator.Multiply,
        TokenType.DivideEqual => ScriptBinaryOperator.Divide,
        TokenType.DoubleDivideEqual => ScriptBinaryOperator.DivideRound,
        TokenType.PercentEqual => ScriptBinaryOperator.Modulus,
        _ => null,
    };

    private object? Calculate(SourceSpan span, ScriptBinaryOperator op, object? left, object? right)
    {
        Operands.Check(span, op, left, right);
        var result = ScriptBinaryExpression.Evaluate(this, span, op, left, right);
        Operands.CheckResult(span, result);
        Charge(result is string text ? text.Length >> 6 : 0);
        return result;
    }

    private string Interpolate(ScriptInterpolatedStringExpression interpolated)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in interpolated.Parts)
        {
            text.Append(ObjectToString(Evaluate(part, false)));
            if (text.Length > PromptLimits.Output)
            {
                throw TooLong();
            }
        }

        Charge(text.Length >> 6);
        return text.ToString();
    }

    private void Capture(ScriptCaptureStatement capture)
    {
        var captured = new CapturedOutput();
        PushOutput(captured);
        Evaluate(capture.Body, false);
        PopOutput();
        Charge(captured.Length >> 6);
        SetValue(capture.Target, captured.ToString());
    }

    /// <summary>A loop over an object goes over its members as <c>key</c> and <c>value</c>.</summary>
    private static object Pairs(ScriptNode iterator, object over) => over switch
    {
        string => throw new ScriptRuntimeException(iterator.Span, "a text is no list; string.split makes one of it"),
        IList or IScriptCustomFunction => over,
        _ => ScriptValue.ToObject(
            Value.Of(Array.ConvertAll(ScriptValue.ToValue(over).ToMembers(), Pair)), null)!,
    };

    private static Value Pair(KeyValuePair<string, Value> member) =>
        Value.Of(new KeyValuePair<string, Value>[] { new("key", Value.Of(member.Key)), new("value", member.Value) });

    private bool FailOnMember(TemplateContext context, SourceSpan span, object target, string member, out object value)
    {
        var near = target is IScriptObject members ? Suggestion.For(member, members.GetMembers()) : null;
        var what = target switch
        {
            IScriptObject and not IList when CurrentNode is ScriptMemberExpression { Target: ScriptVariable or ScriptMemberExpression } read => Quote.Bare(read.Target!.ToString()!),
            string => "text",
            IList => "a list",
            IScriptObject => "this object",
            _ => "this value",
        };
        throw new ScriptRuntimeException(span, $"{what} has no field {Quote.Of(member)}" + (near is null ? "" : $": did you mean {Quote.Of(near)}?"));
    }

    private bool FailOnVariable(TemplateContext context, SourceSpan span, ScriptVariable variable, out object value)
    {
        var known = (names?.Roots ?? []).Concat(Builtins.Names).Where(n => n != RoleLines.Function);
        var near = Suggestion.For(variable.Name, known);
        throw new ScriptRuntimeException(span, $"nothing is named {Quote.Bare(variable.Name)} here" + (near is null ? "" : $": did you mean {near}?"));
    }

    private ScriptRuntimeException TooLong() => new(CurrentSpan, FormattableString.Invariant($"a text is longer than {PromptLimits.Output:N0} characters"));
}
