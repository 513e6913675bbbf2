using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>gates:</c>.</summary>
internal static partial class GateReader
{
    private const int MaxLength = 200;
    private const string Form = "write a term, one of < <= == >= >, and a number; or a term, in, and a..b; numbers may end with %";

    /// <param name="node">Null when the definition declares no gates.</param>
    /// <param name="place">Where the definition begins.</param>
    /// <param name="splits">The splits' names; null when they could not be read.</param>
    public static ImmutableArray<GateDefinition> Read(DefinitionScope scope, YamlNode? node, SourcePlace place, StepNames steps, IReadOnlyCollection<string>? splits)
    {
        ImmutableArray<GateDefinition> gates = node is null or YamlSequence { IsEmpty: true }
            ? []
            : [.. scope.OneOrMany(node, "\"gates\"").Select(n => Gate(scope, n, steps, splits)).OfType<GateDefinition>()];
        return gates.IsEmpty ? [new GateDefinition("rows >= 1", place, "rows", GateComparison.GreaterOrEqual, 1, null, IsPercent: false)] : gates;
    }

    private static GateDefinition? Gate(DefinitionScope scope, YamlNode node, StepNames steps, IReadOnlyCollection<string>? splits)
    {
        if (node is YamlMapping { Entries: [{ Name: "warn" } warn] })
        {
            scope.NotBuilt(warn.Place, "\"warn\"", KnownKeys.Gate.Find("warn")!.Description);
            return null;
        }

        if (scope.Line(node, "a gate") is not { } written)
        {
            return null;
        }

        var gate = Parse(scope, written with { Value = written.Value.Trim() });
        return gate is not null && CheckTerm(scope, gate, steps, splits) ? gate : null;
    }

    private static GateDefinition? Parse(DefinitionScope scope, Located<string> written)
    {
        if (written.Value.Length > MaxLength || Grammar().Match(written.Value) is not { Success: true } match)
        {
            Malformed(scope, written, "is no gate");
            return null;
        }

        var isRange = match.Groups["b"].Success;
        var isPercent = match.Groups["pa"].Success;
        var lower = Bound(match.Groups["a"].Value);
        var upper = isRange ? Bound(match.Groups["b"].Value) : null;
        var problem = lower is null || (isRange && upper is null) ? "has a number that is too large"
            : isRange && isPercent != match.Groups["pb"].Success ? "has one bound in percent and one without"
            : isRange && lower > upper ? "has a lower bound above its upper one"
            : null;
        if (problem is not null)
        {
            Malformed(scope, written, problem);
            return null;
        }

        return new GateDefinition(written.Value, written.Place, match.Groups["term"].Value, isRange ? GateComparison.In : Comparison(match.Groups["op"].Value), lower!.Value, upper, isPercent);
    }

    private static bool CheckTerm(DefinitionScope scope, GateDefinition gate, StepNames steps, IReadOnlyCollection<string>? splits)
    {
        var dot = gate.Term.IndexOf('.', StringComparison.Ordinal);
        var (term, rest) = dot < 0 ? (gate.Term, "") : (gate.Term[..dot], gate.Term[(dot + 1)..]);
        switch (term)
        {
            case "rows" when gate.IsPercent:
                scope.Findings.Add(DefinitionDiagnostics.GateMalformed, gate.Place, $"{Quoted.Text(gate.Text)} compares a number of rows with a percentage", "remove %");
                return false;
            case "rows" when dot < 0:
            case "quarantined" when dot < 0:
                return true;
            case "rows":
                return CheckSplit(scope, gate, rest, splits);
            case "kept" or "removed" when dot >= 0:
                return steps.CheckExists(rest, gate.Place);
            default:
                RefuseTerm(scope, gate);
                return false;
        }
    }

    private static bool CheckSplit(DefinitionScope scope, GateDefinition gate, string split, IReadOnlyCollection<string>? splits)
    {
        var exists = splits is null || splits.Contains(split);
        if (!exists)
        {
            scope.Findings.Add(DefinitionDiagnostics.UnknownName, gate.Place, $"no split is called {Quoted.Text(split)}", Suggestion.Hint(split, splits!));
        }

        return exists;
    }

    private static void RefuseTerm(DefinitionScope scope, GateDefinition gate)
    {
        var head = gate.Term.Split('.', '-')[0];
        if (KnownKeys.GateTerms.Find(head) is { IsBuilt: false } metric)
        {
            scope.NotBuilt(gate.Place, $"the gate {Quoted.Text(gate.Term)}", metric.Description);
            return;
        }

        scope.Findings.Add(DefinitionDiagnostics.GateMalformed, gate.Place, $"{Quoted.Text(gate.Term)} is nothing that a gate can test", "known: rows, rows.<split>, kept.<step>, removed.<step>, quarantined");
    }

    private static void Malformed(DefinitionScope scope, Located<string> written, string why) =>
        scope.Findings.Add(DefinitionDiagnostics.GateMalformed, written.Place, $"{Quoted.Text(written.Value)} {why}", Form);

    private static decimal? Bound(string digits) =>
        decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static GateComparison Comparison(string written) => written switch
    {
        "<" => GateComparison.Less,
        "<=" => GateComparison.LessOrEqual,
        "==" => GateComparison.Equal,
        ">=" => GateComparison.GreaterOrEqual,
        _ => GateComparison.Greater,
    };

    [GeneratedRegex(
        @"\A(?<term>[A-Za-z_][A-Za-z0-9_.-]*)(\s*(?<op><=|>=|==|<|>)\s*(?<a>[0-9]+(\.[0-9]+)?)(?<pa>%)?|\s+in\s+(?<a>[0-9]+(\.[0-9]+)?)(?<pa>%)?\s*\.\.\s*(?<b>[0-9]+(\.[0-9]+)?)(?<pb>%)?)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
