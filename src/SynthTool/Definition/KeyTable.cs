using System.Collections.Immutable;

namespace SynthTool.Definition;

/// <summary>The keys that one kind of mapping may have.</summary>
/// <param name="What">What the mapping is, in messages: <c>a teacher</c>.</param>
/// <param name="SchemaPointer">Where <c>schemas/dataset.schema.json</c> describes the mapping.</param>
internal sealed record KeyTable(string What, string SchemaPointer, ImmutableArray<KnownKey> Keys)
{
    public IReadOnlyList<string> Built { get; } = [.. Keys.Where(k => k.IsBuilt).Select(k => k.Name)];

    public KnownKey? Find(string name) => Keys.FirstOrDefault(k => k.Name == name);
}
