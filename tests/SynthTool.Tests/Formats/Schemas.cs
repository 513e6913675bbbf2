using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Formats.Schemas;

namespace SynthTool.Tests.Formats;

/// <summary>Short ways to schemas in tests.</summary>
internal static class Schemas
{
    public static JsonSchema Of(string text)
    {
        var parsed = JsonSchema.Parse(Encoding.UTF8.GetBytes(text), "schemas/seed.json");
        Assert.True(parsed.Value is not null, string.Join("\n", parsed.Diagnostics.Select(d => $"{d.Place}: {d.Message}")));
        return parsed.Value;
    }

    /// <summary>The findings as <c>code path(line,column): message</c>.</summary>
    public static string[] Findings(string text) =>
        [.. JsonSchema.Parse(Encoding.UTF8.GetBytes(text), "s.json").Diagnostics.Select(d => $"{d.Kind.Code} {d.Place}: {d.Message}")];

    public static Diagnostic OnlyFinding(string text) => Assert.Single(JsonSchema.Parse(Encoding.UTF8.GetBytes(text), "s.json").Diagnostics);

    public static string Draft07(string members) => $$"""{"$schema":"http://json-schema.org/draft-07/schema#",{{members}}}""";
}
