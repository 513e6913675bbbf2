using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>from: { dataset, output, split }</c>.</summary>
internal static class UpstreamReader
{
    private const string Suffix = ".synth.yaml";

    /// <summary>Keys that mean nothing for rows, and why.</summary>
    private static readonly (string Key, string Why)[] Pointless =
    [
        ("group", "cannot be set for another dataset's rows: they keep their group, so that no split divides it"),
        ("chunk", "cuts documents, and rows of another dataset are none"),
    ];

    /// <summary>The reference, when the source has one.</summary>
    public static UpstreamReference? Read(DefinitionScope scope, Section source)
    {
        if (!Is(source.Find("from")) || source.Open("from", KnownKeys.FromDataset) is not { } from)
        {
            return null;
        }

        foreach (var (key, why) in Pointless)
        {
            if (source.Find(key) is { } value)
            {
                scope.Refuse(value.Place, $"\"{key}\"", why, "remove it");
            }
        }

        var path = from.Path("dataset");
        if (path is not null && !path.Value.EndsWith(Suffix, StringComparison.Ordinal))
        {
            scope.Refuse(path.Place, "\"dataset\"", $"must name a definition (*{Suffix}), not {Quoted.Path(path.Value)}");
            path = null;
        }

        var (output, split) = (from.Line("output"), from.Line("split"));
        return path is null ? null : new UpstreamReference(path, output, split);
    }

    /// <summary>Whether the value of <c>from</c> names a dataset.</summary>
    public static bool Is(YamlNode? from) => from is YamlMapping mapping && mapping.Find("dataset") is not null;
}
