using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace SynthTool.Prompts;

/// <summary>
/// <c>include "name"</c>: renders another file of the root template's folder in place, so that its role lines begin messages
/// too; Scriban's own writes to an output of its own. Further arguments are <c>$1</c>, <c>$2</c> … in the included file.
/// </summary>
internal sealed class IncludeFunction : IScriptCustomFunction
{
    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;

    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), index == 0 ? "name" : "value");

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
    {
        var span = callerContext?.Span ?? context.CurrentSpan;
        var name = arguments[0] as string ?? throw new ScriptRuntimeException(span, "include takes the name of a file");
        ((Sandbox)context).Include(name, span, arguments);
        return null;
    }

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));
}
