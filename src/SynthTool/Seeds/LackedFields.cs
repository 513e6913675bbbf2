using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>The records of one source that lack a field of their key or group: told one by one, unless no record has it.</summary>
internal sealed class LackedFields
{
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    public Findings Findings { get; } = new();

    /// <summary>The fields that records lack.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>Where to tell of a record that lacks a field.</summary>
    public Findings Of(string field)
    {
        names.Add(field);
        return Findings;
    }
}
