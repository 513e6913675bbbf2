using System.Text.Json;

namespace SynthTool.Seeds;

/// <summary>One validated input record.</summary>
/// <param name="Key">The declared key fields as readable text, or the start of the content's digest; unique in the dataset.</param>
/// <param name="Value">The record, an object.</param>
/// <param name="Group">The unit that a split never divides.</param>
internal sealed record Seed(string Key, JsonElement Value, string Group);
