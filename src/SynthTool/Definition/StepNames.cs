using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>What the steps of one definition are called, in their order.</summary>
internal sealed class StepNames(DefinitionScope scope)
{
    private readonly Dictionary<string, SourcePlace> places = new(StringComparer.Ordinal);
    private readonly List<string> results = [];

    /// <summary>Every step, by its own name or its kind's; also those that were refused.</summary>
    public IReadOnlyCollection<string> All => places.Keys;

    /// <summary>The results that a step may use which comes next.</summary>
    public IReadOnlyList<string> Results => results;

    /// <summary>The name of a step with a result.</summary>
    public string Result(YamlNode node, string kind)
    {
        if (scope.Line(node, $"\"{kind}\"") is not { } name || node is not YamlScalar written)
        {
            return "";
        }

        var against = NameRules.AgainstResult(name.Value)
            ?? (places.TryGetValue(name.Value, out var taken) ? FormattableString.Invariant($"is already the name of the step in line {taken.Line}") : null);
        if (scope.CheckName(written, "a step", against))
        {
            places.Add(name.Value, name.Place);
            results.Add(name.Value);
        }

        return name.Value;
    }

    /// <summary>The name of a step without a result: its kind, with a number from the second one on.</summary>
    public string Unnamed(string kind, SourcePlace place)
    {
        var name = kind;
        for (var number = 2; !places.TryAdd(name, place); number++)
        {
            name = FormattableString.Invariant($"{kind}-{number}");
        }

        return name;
    }

    /// <summary>Remembers a step that cannot be built, so that what refers to it gives no second finding.</summary>
    public void Refused(string kind, YamlNode value)
    {
        Unnamed(kind, value.Place);
        if (value is YamlScalar { IsText: true } name && NameRules.AgainstResult(name.Text) is null && places.TryAdd(name.Text, name.Place))
        {
            results.Add(name.Text);
        }
    }

    /// <summary>Whether a text names a column: an earlier step's name, or <c>seed</c>, <c>row</c> or such a name with a member after it.</summary>
    public bool IsColumn(string text)
    {
        var end = text.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? results.Contains(text) : text[..end] is "seed" or "row" || results.Contains(text[..end]);
    }

    /// <summary>Reports a step's name that does not exist.</summary>
    public bool CheckExists(string name, SourcePlace place)
    {
        var exists = places.ContainsKey(name);
        if (!exists)
        {
            scope.Findings.Add(DefinitionDiagnostics.UnknownName, place, $"no step is called {Quoted.Text(name)}", places.Count == 0 ? "there is no step" : Suggestion.Hint(name, All));
        }

        return exists;
    }
}
