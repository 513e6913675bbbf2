using System.Text.Json;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Definition;
using SynthTool.Formats.Yaml;

namespace SynthTool.Cli.Tests.Docs;

/// <summary><c>SYNTH_APPROVE=1</c> writes its tables from the schema.</summary>
public sealed class TheDefinitionReference
{
    private static readonly MarkdownFile Page = new("docs/definition.md");

    [Fact]
    public void HasTheTablesOfTheSchema() => Approved.CheckFile(Repository.Path(Page.RelativePath), DefinitionTables.Written(Page.Text));

    [Fact]
    public void ExplainsEveryMappingOnce()
    {
        var mappings = KnownKeys.InSchema.Select(t => t.SchemaPointer.Length == 0 ? "dataset" : t.SchemaPointer.Split('/')[^1]);

        Assert.Equal(mappings.Append("later").Order(StringComparer.Ordinal), DefinitionTables.PartsOf(Page.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SaysEveryDefault()
    {
        var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("schemas/dataset.schema.json"))).RootElement;
        var withDefault = schema.GetProperty("$defs").EnumerateObject()
            .SelectMany(d => d.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [])
            .Where(p => p.Value.TryGetProperty("default", out _)).ToList();

        Assert.NotEmpty(withDefault);
        Assert.All(withDefault, p => Assert.Contains("default", p.Value.GetProperty("description").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void ShowsExamplesThatReadAsTheSchemaHasThem()
    {
        Assert.NotEmpty(DefinitionTables.Shown());
        Assert.All(DefinitionTables.Shown(), e => Assert.True(JsonElement.DeepEquals(e.Value, Read(e.Line)), e.Line));

        static JsonElement Read(string line) => YamlJson.ToElement(YamlReader.Read("shown.yaml", line + "\n").Value!).EnumerateObject().Single().Value;
    }

    [Fact]
    public void BeginsWithAWholeDefinition() => Assert.StartsWith("dataset: ", Page.Blocks.First().Text, StringComparison.Ordinal);
}
