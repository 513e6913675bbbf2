using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using SynthTool.Expressions.Functions;

namespace SynthTool.Prompts;

/// <summary>Members of values in templates: those of objects, and the size of texts and lists. No .NET member is ever in reach.</summary>
internal sealed class SafeAccessor : IObjectAccessor
{
    private const string Size = "size";

    public static SafeAccessor Instance { get; } = new();

    public bool HasIndexer => false;

    public Type? IndexType => null;

    public int GetMemberCount(TemplateContext context, SourceSpan span, object target) => target is IScriptObject members ? members.Count : 0;

    public IEnumerable<string> GetMembers(TemplateContext context, SourceSpan span, object target) => target is IScriptObject members ? members.GetMembers() : [];

    public bool HasMember(TemplateContext context, SourceSpan span, object target, string member) =>
        (target is string or IList && member == Size) || (target is IScriptObject members && members.Contains(member));

    public bool TryGetValue(TemplateContext context, SourceSpan span, object target, string member, out object? value)
    {
        value = member != Size ? null : target switch
        {
            string text => TextUnits.CountChars(text),
            IList list => list.Count,
            _ => null,
        };
        return value is not null || (target is IScriptObject members && members.TryGetValue(context, span, member, out value));
    }

    public bool TrySetValue(TemplateContext context, SourceSpan span, object target, string member, object? value) =>
        target is IScriptObject members and not IScriptCustomFunction && members.CanWrite(member) && members.TrySetValue(context, span, member, value, false);

    public bool TryGetItem(TemplateContext context, SourceSpan span, object target, object index, out object? value)
    {
        value = null;
        return false;
    }

    public bool TrySetItem(TemplateContext context, SourceSpan span, object target, object index, object? value) => false;
}
