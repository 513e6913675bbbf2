using System.Text.Json;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Tests.Expressions;

/// <summary>The names of one row, from an object in JSON.</summary>
internal sealed class TestNames(string json, Shape? declared = null) : INames
{
    private readonly JsonElement root = JsonElement.Parse(json);

    public Shape Declared { get; } = declared ?? Shape.Any;

    public IReadOnlyList<string> Roots => [.. root.EnumerateObject().Select(p => p.Name)];

    public bool TryGet(string name, out JsonElement value) => root.TryGetProperty(name, out value);
}
