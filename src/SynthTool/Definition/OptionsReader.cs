using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>options:</c> of a teacher or a step.</summary>
internal static class OptionsReader
{
    private const int MaxStops = 16;

    // What the tool itself puts into a request; a second one in "extra" would contradict it and the request key.
    private static readonly ImmutableArray<string> Ours = ["model", "messages", "n", "stream", "temperature", "top_p", "frequency_penalty", "presence_penalty", "seed", "stop", "max_output_tokens"];

    public static ModelOptions Read(DefinitionScope scope, Section options) => new()
    {
        Temperature = options.Number("temperature", 0, 10),
        TopP = options.Find("top_p") is { } topP ? scope.Positive(topP, "\"top_p\"", 1) : null,
        MaxOutputTokens = options.Whole("max_output_tokens", 1, 100_000_000),
        FrequencyPenalty = options.Number("frequency_penalty", -10, 10),
        PresencePenalty = options.Number("presence_penalty", -10, 10),
        Seed = options.Long("seed", long.MinValue, long.MaxValue),
        Stop = options.Find("stop") is { } stop ? Stop(scope, stop) : [],
        Extra = options.Find("extra") is { } extra && Extra(scope, extra) is { } members ? YamlJson.ToElement(members) : null,
    };

    private static ImmutableArray<string> Stop(DefinitionScope scope, YamlNode node)
    {
        var stops = scope.OneOrMany(node, "\"stop\"").Select(n => scope.Text(n, "\"stop\"")).OfType<Located<string>>().ToArray();
        foreach (var empty in stops.Where(s => s.Value.Length == 0))
        {
            scope.Refuse(empty.Place, "\"stop\"", "has an empty text, which would end every answer at once");
        }

        if (stops.Length > MaxStops)
        {
            scope.Refuse(node.Place, "\"stop\"", FormattableString.Invariant($"has more than {MaxStops} texts"));
        }

        return [.. stops.Select(s => s.Value)];
    }

    private static YamlMapping? Extra(DefinitionScope scope, YamlNode node)
    {
        var extra = scope.Mapping(node, "\"extra\"");
        foreach (var entry in extra?.Entries.Where(e => Ours.Contains(e.Name)) ?? [])
        {
            scope.Findings.Add(
                DefinitionDiagnostics.NameRefused,
                entry.Place,
                $"\"extra\" may not set {Quoted.Text(entry.Name)}, which the request already has",
                KnownKeys.Options.Find(entry.Name) is null ? "remove it" : "write it as an option of its own, beside \"extra\"");
        }

        return extra;
    }
}
