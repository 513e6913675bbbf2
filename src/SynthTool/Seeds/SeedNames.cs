using System.Text.Json;
using SynthTool.Expressions;
using SynthTool.Formats;

namespace SynthTool.Seeds;

/// <summary>The one name that a source's condition may use.</summary>
internal sealed class SeedNames(Shape declared) : INames
{
    private static readonly string[] Names = ["seed"];

    /// <summary>The record in question.</summary>
    public JsonElement Seed { get; set; }

    public IReadOnlyList<string> Roots => Names;

    public Shape Declared => declared;

    public bool TryGet(string root, out JsonElement value)
    {
        value = Seed;
        return root == "seed";
    }
}
