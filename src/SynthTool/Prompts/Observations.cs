using System.Collections.Immutable;

namespace SynthTool.Prompts;

/// <summary>What one render has used.</summary>
internal sealed class Observations
{
    private readonly SortedSet<string> includes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, bool> names = new(StringComparer.Ordinal);

    public void AddInclude(string path) => includes.Add(path);

    public void AddName(string path, bool present) => names[path] = present || names.GetValueOrDefault(path);

    public ImmutableArray<string> SortedIncludes() => [.. includes];

    public ImmutableArray<ObservedName> SortedNames() => [.. names.Select(n => new ObservedName(n.Key, n.Value))];
}
