using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;
using SynthTool.Expressions;
using SynthTool.Expressions.Functions;

namespace SynthTool.Prompts;

/// <summary>A function of the allow-list as Scriban calls it. Prompts are made of text, so numbers are taken where text is due.</summary>
internal sealed class AllowedFunction(Function function) : IScriptCustomFunction
{
    public int RequiredParameterCount => function.Required;

    public int ParameterCount => function.Parameters.Length;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index)
    {
        var parameter = function.Parameters[Math.Min(index, function.Parameters.Length - 1)];
        return parameter.Optional
            ? new ScriptParameterInfo(typeof(object), parameter.Name, null)
            : new ScriptParameterInfo(typeof(object), parameter.Name);
    }

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
    {
        var sandbox = (Sandbox)context;
        try
        {
            var values = new Value[arguments.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Argument(ScriptValue.ToValue(arguments[i]), function.Parameters[i].Kind);
                sandbox.Charge(Work(values[i]));
            }

            var result = function.Call(values);
            sandbox.Charge(Work(result));
            return ScriptValue.ToObject(result, null);
        }
        catch (ValueFailure failure)
        {
            throw new ScriptRuntimeException(callerContext?.Span ?? context.CurrentSpan, failure.Message);
        }
    }

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));

    private static Value Argument(in Value value, ParameterKind kind) =>
        kind is ParameterKind.Text && (value.IsNumber || value.Kind is ValueKind.Boolean) ? Value.Of(ValueJson.Print(value)) : value;

    /// <summary>What it costs to go over a value once, in steps.</summary>
    private static int Work(in Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text.Length >> 6,
        ValueKind.Array or ValueKind.Object => value.Count,
        _ => 0,
    };
}
