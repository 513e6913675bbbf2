using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using SynthTool.Expressions;

namespace SynthTool.Prompts;

/// <summary>An object of a row as templates see it: read-only, each member decoded when it is asked for.</summary>
internal sealed class ObjectView(Value value, string? path) : IScriptObject
{
    public Value Value => value;

    public int Count => value.Count;

    public bool IsReadOnly
    {
        get => true;
        set { }
    }

    public IEnumerable<string> GetMembers() => value.ToMembers().Select(m => m.Key);

    public bool Contains(string member) => value.TryGetMember(member, out _);

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? found)
    {
        var sandbox = context as Sandbox;
        sandbox?.Charge(value.Count >> 5);
        if (!value.TryGetMember(member, out var inside))
        {
            found = null;
            return false;
        }

        found = ScriptValue.ToObject(inside, path is null ? null : $"{path}.{member}", span);
        sandbox?.Observe(path, member, found is not null);
        return true;
    }

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? newValue, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly)
    {
    }

    public IScriptObject Clone(bool deep) => this;
}
