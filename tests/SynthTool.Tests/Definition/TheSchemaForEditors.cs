using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SynthTool.Definition;
using SynthTool.Formats.Schemas;
using SynthTool.Formats.Yaml;

namespace SynthTool.Tests.Definition;

public sealed class TheSchemaForEditors
{
    private static readonly Lazy<byte[]> File = new(() => System.IO.File.ReadAllBytes(Path.Combine(RepositoryFolder(), "schemas", "dataset.schema.json")));

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.Parse(File.Value, "dataset.schema.json") is { Diagnostics: [], Value: { } schema } ? schema : throw new InvalidDataException("not a schema"));

    [Fact]
    public void ListsExactlyTheKeysThatAreBuiltInTheSameWords()
    {
        var root = JsonDocument.Parse(File.Value).RootElement;

        foreach (var table in KnownKeys.InSchema)
        {
            var mapping = table.SchemaPointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (at, name) => at.GetProperty(name));
            Assert.Equal(JsonValueKind.False, mapping.GetProperty("additionalProperties").ValueKind);
            Assert.Equal(
                table.Keys.Where(k => k.IsBuilt).Select(k => $"{k.Name}: {k.Description}"),
                mapping.GetProperty("properties").EnumerateObject().Select(p => $"{p.Name}: {p.Value.GetProperty("description").GetString()}"));
        }
    }

    [Fact]
    public void ShowsWhatEachKeyMayHold()
    {
        var root = JsonDocument.Parse(File.Value).RootElement;
        foreach (var table in KnownKeys.InSchema)
        {
            var mapping = table.SchemaPointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (at, name) => at.GetProperty(name));
            foreach (var key in table.Built)
            {
                var property = mapping.GetProperty("properties").GetProperty(key);
                Assert.True(property.TryGetProperty("examples", out var examples) | property.TryGetProperty("enum", out _) | property.TryGetProperty("default", out _), $"{table.What}: {key}");
                var schema = At($"{table.SchemaPointer}/properties/{key}");
                Assert.All(examples.ValueKind is JsonValueKind.Array ? examples.EnumerateArray() : [], e => Assert.Empty(schema.Validate(e)));
            }
        }
    }

    [Fact]
    public void ShowsExamplesThatTheReaderAccepts()
    {
        var root = JsonDocument.Parse(File.Value).RootElement.GetProperty("properties");
        var steps = root.GetProperty("steps").GetProperty("examples")[0].GetRawText();

        foreach (var seeds in root.GetProperty("seeds").GetProperty("examples").EnumerateArray())
        {
            var outputs = root.GetProperty("outputs").GetProperty("examples")[0].GetRawText();
            var gates = root.GetProperty("gates").GetProperty("examples")[0].GetRawText();
            Sample.ReadClean($"dataset: d\nseeds: {seeds.GetRawText()}\nteachers: {{ writer: {{ provider: openai, model: m }} }}\nsteps: {steps}\noutputs: {outputs}\ngates: {gates}\n");
        }
    }

    [Fact]
    public void ListsTheWordsThatAreBuilt()
    {
        var root = JsonDocument.Parse(File.Value).RootElement;

        Assert.Equal(KnownKeys.Steps.Built, root.GetProperty("$defs").GetProperty("step").GetProperty("oneOf").EnumerateArray().Select(s => s.GetProperty("$ref").GetString()!.Split('/')[^1]));
        Assert.Equal(KnownKeys.Formats.Built, Enum("output", "format"));
        Assert.Equal(KnownKeys.Providers.Built, Enum("teacher", "provider"));
        Assert.Equal(KnownKeys.Distillation.Built, Enum("teacherLicense", "distillation"));

        IEnumerable<string?> Enum(string mapping, string key) =>
            root.GetProperty("$defs").GetProperty(mapping).GetProperty("properties").GetProperty(key).GetProperty("enum").EnumerateArray().Select(e => e.GetString());
    }

    [Theory]
    [InlineData(Sample.Full)]
    [InlineData(Sample.Head)]
    [InlineData(Sample.Head + "gates: rows >= 1\nversion: 1.2\nsteps: [{ filter: true }, { each: x, in: [seed.a] }]\noutputs: { a: { columns: { messages: seed.m } } }\n")]
    [InlineData(Sample.Head + "teachers: ../teachers.yaml\n")]
    [InlineData("dataset: d\nseeds: { a: { from: x, key: id }, b_2: { from: y }, cross: [a, b_2], where: seed.a.n > 1, sample: 9, group: [a.family, b_2] }\n")]
    [InlineData(Sample.Teacher + "dataset: d\nseeds: [{ from: a, schema: { id: string, n: 1..5? } }]\nsteps: [{ generate: x, teacher: t, prompt: { system: a, user: b }, response: how | why }, { generate: y, teacher: t, prompt: \"{{ seed.id }}\", response: [{ a: 'b | c?', d: [integer] }] }]\n")]
    public void AcceptsWhatTheReaderAccepts(string text)
    {
        Sample.ReadClean(text);

        Assert.Empty(Schema.Value.Validate(Json(text)));
    }

    [Theory]
    [InlineData("unknown: 1\n")]
    [InlineData("budget: { cost: 1 USD }\n")]
    [InlineData("description: 5\n")]
    [InlineData("responses: git\n")]
    [InlineData("steps: [{ critique: x }]\n")]
    [InlineData("steps: [{ map: seed, to: x }]\n")]
    [InlineData("steps: [{ map: x, to: null }]\n")]
    [InlineData("steps: [{ each: x, in: [1, 2], weights: [1, 2] }]\n")]
    [InlineData("steps: [{ split: { a: 0 } }]\n")]
    [InlineData("teachers: { t: { provider: openai, model: m, api_key: sk } }\n")]
    [InlineData("teachers: { t: { provider: openai } }\n")]
    [InlineData("outputs: { a: { format: chat } }\n")]
    [InlineData("outputs: { a: { format: chat, columns: { messages: x } } }\n")]
    [InlineData("outputs: { a: { columns: { x: [1] } } }\n")]
    [InlineData("gates: [rows = 5]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: {} }]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: { tutor: a } }]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, response: { a: strng } }]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, response: { a?: string } }]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, response: [string, number] }]\n")]
    [InlineData(Sample.Teacher + "steps: [{ generate: x, teacher: t, prompt: p, response: { a: {} } }]\n")]
    public void RefusesWhatTheReaderRefuses(string lines)
    {
        Assert.True(Sample.Read(Sample.Head + lines).HasErrors);

        Assert.NotEmpty(Schema.Value.Validate(Json(Sample.Head + lines)));
    }

    [Theory]
    [InlineData("{ a: { from: x }, b: { from: y } }")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a] }")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, a] }")]
    [InlineData("{ a: { from: x }, b-c: { from: y }, cross: [a, b-c] }")]
    [InlineData("{ a: x, b: { from: y }, cross: [a, b] }")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], limit: 0 }")]
    public void RefusesSeedsThatTheReaderRefuses(string seeds)
    {
        var text = $"dataset: d\nseeds: {seeds}\n";
        Assert.True(Sample.Read(text).HasErrors);

        Assert.NotEmpty(Schema.Value.Validate(Json(text)));
    }

    /// <summary>The part of the schema at a pointer, with all that it refers to.</summary>
    private static JsonSchema At(string pointer)
    {
        var file = System.Text.Json.Nodes.JsonNode.Parse(File.Value)!;
        var part = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(file, (at, name) => at[name]!).DeepClone();
        var schema = new JsonObject { ["$defs"] = file["$defs"]!.DeepClone(), ["allOf"] = new JsonArray(part) };
        var parsed = JsonSchema.Parse(Encoding.UTF8.GetBytes(schema.ToJsonString()), "part.json");
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value!;
    }

    private static JsonElement Json(string text) => YamlJson.ToElement(YamlReader.Read("d.yaml", text).Value!);

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "SynthTool.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
