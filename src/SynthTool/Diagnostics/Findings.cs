using System.Collections.Immutable;

namespace SynthTool.Diagnostics;

/// <summary>Collects findings, so that a user sees all errors at once. Safe for several threads.</summary>
/// <remarks>At most <see cref="PerKind"/> findings of one kind are kept; the rest are counted, so that a million broken seeds stay readable.</remarks>
internal sealed class Findings
{
    /// <summary>How many findings of one kind are kept.</summary>
    public const int PerKind = 100;

    private readonly Lock gate = new();
    private readonly List<Diagnostic> kept = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public bool HasErrors { get; private set; }

    public void Add(Diagnostic found)
    {
        lock (gate)
        {
            HasErrors |= found.IsError;
            var count = counts[found.Kind.Code] = counts.GetValueOrDefault(found.Kind.Code) + 1;
            if (count <= PerKind)
            {
                kept.Add(found);
            }
        }
    }

    public void Add(DiagnosticKind kind, SourcePlace? place, string message, string? hint = null) => Add(new Diagnostic(kind, place, message, hint));

    public void AddRange(IEnumerable<Diagnostic> found)
    {
        foreach (var one in found)
        {
            Add(one);
        }
    }

    /// <summary>The findings, sorted by path, line, column and code; where some were left out, the last of their kind says how many.</summary>
    public ImmutableArray<Diagnostic> ToSorted()
    {
        lock (gate)
        {
            var last = kept.GroupBy(d => d.Kind.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
            return [.. kept
                .Select(d => counts[d.Kind.Code] > PerKind && ReferenceEquals(last[d.Kind.Code], d)
                    ? d with { Message = FormattableString.Invariant($"{d.Message} (and {counts[d.Kind.Code] - PerKind} more of this kind)") }
                    : d)
                .OrderBy(d => d.Place?.Path ?? "", StringComparer.Ordinal)
                .ThenBy(d => d.Place?.Line ?? 0)
                .ThenBy(d => d.Place?.Column ?? 0)
                .ThenBy(d => d.Kind.Code, StringComparer.Ordinal)
                .ThenBy(d => d.Message, StringComparer.Ordinal)];
        }
    }
}
