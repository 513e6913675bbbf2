using System.Collections.Frozen;
using System.Collections.Immutable;
using Scriban.Runtime;
using SynthTool.Expressions;
using SynthTool.Expressions.Functions;
using SynthTool.Formats;

namespace SynthTool.Prompts;

/// <summary>The allow-list as templates see it. It starts empty: nothing of Scriban's own built-ins is in it.</summary>
internal static class Builtins
{
    /// <summary>The functions that only prompts have, beside those that expressions have.</summary>
    private static readonly Function[] Own =
    [
        new("fence", [new("text", ParameterKind.Text)], _ => Shape.String, a => Value.Of(Fence.Around(a.Text(0)))),
    ];

    /// <summary>The functions by full name, without those that have a form of their own.</summary>
    public static FrozenDictionary<string, Function> Functions { get; } =
        FunctionTable.ByName.Values.Concat(Own).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>All global names that are taken.</summary>
    public static FrozenSet<string> Names { get; } =
        Functions.Keys.Select(n => n.Split('.')[0]).Concat([TemplateFile.IncludeFunction, RoleLines.Function]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>One object for all threads: nothing can change it.</summary>
    public static ScriptObject Shared { get; } = Build();

    private static ScriptObject Build()
    {
        var root = new ScriptObject(StringComparer.Ordinal);
        foreach (var function in Functions.Values)
        {
            var parts = function.Name.Split('.');
            var space = parts.Length == 1 ? root : Space(root, parts[0]);
            space.SetValue(parts[^1], new AllowedFunction(function), readOnly: true);
        }

        root.SetValue(MissingFunction.Name, new MissingFunction(), readOnly: true);
        root.SetValue(TemplateFile.IncludeFunction, new IncludeFunction(), readOnly: true);
        root.SetValue(RoleLines.Function, new RoleFunction(), readOnly: true);
        foreach (var name in root.Keys.ToImmutableArray())
        {
            if (root[name] is ScriptObject space)
            {
                space.IsReadOnly = true;
            }
        }

        root.IsReadOnly = true;
        return root;
    }

    private static ScriptObject Space(ScriptObject root, string name)
    {
        if (root.TryGetValue(name, out var known))
        {
            return (ScriptObject)known!;
        }

        var space = new ScriptObject(StringComparer.Ordinal);
        root.SetValue(name, space, readOnly: true);
        return space;
    }
}
