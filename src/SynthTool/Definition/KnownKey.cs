namespace SynthTool.Definition;

/// <summary>A word that the format knows.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Description">What it does, in one line; the JSON Schema for editors shows the same words.</param>
/// <param name="IsBuilt">False for a word that is refused by name until its turn.</param>
internal sealed record KnownKey(string Name, string Description, bool IsBuilt = true);
