using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace SynthTool.Prompts;

/// <summary>What a role line calls: it begins a message in our own output, beside the text and not in it.</summary>
internal sealed class RoleFunction : IScriptCustomFunction
{
    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(void);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(string), "role");

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
    {
        var span = callerContext?.Span ?? context.CurrentSpan;
        var output = context.Output as MessageOutput ?? throw new ScriptRuntimeException(span, "a role stands inside captured text, where no message can begin");
        output.Begin((string)arguments[0]!, span);
        return null;
    }

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));
}
