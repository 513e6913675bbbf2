using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace SynthTool.Prompts;

/// <summary><c>is_missing x</c>: whether a value is null or not there at all, at any step of its path. It takes the expression itself, since reading it would fail.</summary>
internal sealed class MissingFunction : IScriptCustomFunction
{
    public const string Name = "is_missing";

    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(bool);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(ScriptExpression), "value");

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        Read(context, arguments[0]) is null;

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));

    private static object? Read(TemplateContext context, object? expression)
    {
        switch (expression)
        {
            case ScriptNestedExpression nested:
                return Read(context, nested.Expression);
            case ScriptMemberExpression { Target: { } target, Member: { } member }:
                return ReadMember(context, Read(context, target), member, member.Name);
            case ScriptIndexerExpression { Target: { } target, Index: ScriptLiteral { Value: string name } index }:
                return ReadMember(context, Read(context, target), index, name);
            case ScriptIndexerExpression { Target: { } target, Index: { } index }:
                return Read(context, target) is System.Collections.IList list && context.Evaluate(index) is int at && (at < 0 ? at + list.Count : at) is >= 0 and var from && from < list.Count
                    ? list[from]
                    : null;
            case ScriptExpression other:
                return context.Evaluate(other);
            default:
                return expression;
        }
    }

    private static object? ReadMember(TemplateContext context, object? target, ScriptNode place, string name) =>
        target is not null && SafeAccessor.Instance.TryGetValue(context, place.Span, target, name, out var value) ? value : null;
}
