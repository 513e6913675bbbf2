using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>teachers:</c>.</summary>
internal static class TeacherReader
{
    private const int Most = 1_000_000_000;
    private const int SecondsPerDay = 86_400;

    public static ImmutableArray<TeacherDefinition> Read(DefinitionScope scope, YamlNode node)
    {
        var entries = scope.Mapping(node, "\"teachers\"", "a mapping of names and teachers")?.Entries ?? [];
        return [.. entries.Select(e => Teacher(scope, e)).OfType<TeacherDefinition>()];
    }

    private static TeacherDefinition? Teacher(DefinitionScope scope, YamlEntry entry)
    {
        scope.CheckName(entry.Key, "a teacher", NameRules.AgainstColumn(entry.Name));
        if (Section.Open(scope, entry.Value, Quoted.Text(entry.Name), KnownKeys.Teacher) is not { } section)
        {
            return null;
        }

        section.Require("provider");
        return new TeacherDefinition
        {
            Name = new Located<string>(entry.Name, entry.Place),
            Provider = section.Choice("provider", KnownKeys.Providers) ?? new Located<string>("", section.Place),
            Model = section.RequiredLine("model").Value,
            Revision = section.Line("revision")?.Value,
            SendAs = section.Line("send_as")?.Value,
            Endpoint = SecretRules.Endpoint(scope, section.Line("endpoint")),
            ApiKey = SecretRules.ApiKey(scope, section.Line("api_key")),
            Headers = section.Find("headers") is { } headers ? Headers(scope, headers) : NoHeaders,
            License = section.Open("license", KnownKeys.License) is { } license ? License(license) : null,
            Options = section.Open("options", KnownKeys.Options) is { } options ? OptionsReader.Read(scope, options) : ModelOptions.None,
            Limits = section.Open("limits", KnownKeys.Limits) is { } limits ? Limits(limits) : new TeacherLimits(),
            Price = section.Open("price", KnownKeys.Price) is { } price ? Price(scope, price) : null,
        };
    }

    private static ImmutableSortedDictionary<string, string> NoHeaders => ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    private static ImmutableSortedDictionary<string, string> Headers(DefinitionScope scope, YamlNode node)
    {
        var headers = NoHeaders;
        foreach (var entry in scope.Mapping(node, "\"headers\"", "a mapping of names and values")?.Entries ?? [])
        {
            var isNew = !headers.ContainsKey(entry.Name);
            scope.CheckName(entry.Key, "a header", isNew ? SecretRules.AgainstHeaderName(entry.Name) : "is already written with other capitals");
            if (SecretRules.HeaderValue(scope, entry.Name, scope.Line(entry.Value, Quoted.Text(entry.Name))) is { } value)
            {
                headers = headers.SetItem(entry.Name, value.Value);
            }
        }

        return headers;
    }

    private static TeacherLicense License(Section license) => new(
        license.RequiredLine("id").Value,
        license.Line("url")?.Value,
        license.Choice("distillation", KnownKeys.Distillation)?.Value,
        [.. license.Lines("obligations").Select(o => o.Value)]);

    private static TeacherLimits Limits(Section limits)
    {
        var defaults = new TeacherLimits();
        return new TeacherLimits(
            limits.Whole("concurrency", 1, 10_000) ?? defaults.Concurrency,
            limits.Whole("requests_per_minute", 1, Most),
            limits.Whole("tokens_per_minute", 1, Most),
            limits.Whole("timeout_seconds", 1, SecondsPerDay) ?? defaults.TimeoutSeconds);
    }

    private static TeacherPrice Price(DefinitionScope scope, Section price)
    {
        price.Require("input_per_million");
        price.Require("output_per_million");
        var currency = price.RequiredLine("currency");
        if (currency.Value.Length > 0 && !(currency.Value.Length == 3 && currency.Value.All(char.IsAsciiLetterUpper)))
        {
            scope.Refuse(currency.Place, "\"currency\"", "must be three capital letters, such as USD");
        }

        return new TeacherPrice(price.Number("input_per_million", 0, Most) ?? 0, price.Number("output_per_million", 0, Most) ?? 0, currency.Value);
    }
}
