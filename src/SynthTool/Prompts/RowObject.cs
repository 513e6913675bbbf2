using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Prompts;

/// <summary>The global names of one render: those of the row, which cannot be assigned, and those that the template assigns.</summary>
internal sealed class RowObject : IScriptObject
{
    private readonly Dictionary<string, object?> assigned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> roots = new(StringComparer.Ordinal);
    private INames? names;

    public int Count => GetMembers().Count();

    public bool IsReadOnly
    {
        get => false;
        set { }
    }

    public void Begin(INames row)
    {
        names = row;
        assigned.Clear();
        roots.Clear();
    }

    public IEnumerable<string> GetMembers() => (names?.Roots ?? []).Concat(assigned.Keys);

    public bool Contains(string member) => assigned.ContainsKey(member) || IsRoot(member);

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        if (roots.TryGetValue(member, out value) || assigned.TryGetValue(member, out value))
        {
            return true;
        }

        if (names is null)
        {
            return false;
        }

        var declared = names.Declared.Fields.GetValueOrDefault(member);
        var isThere = names.TryGet(member, out var element);
        if (!isThere && declared is null)
        {
            return false;
        }

        var sandbox = context as Sandbox;
        value = isThere ? ScriptValue.ToObject(Value.Of(element, declared ?? Shape.Any), sandbox is { IsObserving: true } ? member : null, span) : null;
        sandbox?.Observe("", member, value is not null);
        roots.Add(member, value);
        return true;
    }

    public bool CanWrite(string member) => !IsRoot(member);

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly)
    {
        if (IsRoot(member))
        {
            return false;
        }

        assigned[member] = value;
        return true;
    }

    public bool Remove(string member) => assigned.Remove(member);

    public void SetReadOnly(string member, bool readOnly)
    {
    }

    public IScriptObject Clone(bool deep) => this;

    private bool IsRoot(string member) =>
        names is not null && (roots.ContainsKey(member) || names.Declared.Fields.ContainsKey(member) || names.TryGet(member, out _));
}
