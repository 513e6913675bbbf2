using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>, <c>propertyNames</c> and <c>required</c> in one pass over an object.</summary>
internal sealed class MembersKeyword : Keyword
{
    private readonly NameTable names;
    private readonly SchemaNode?[] nodes;
    private readonly int requiredCount;

    /// <param name="pointer">The schema that holds the keywords.</param>
    /// <param name="properties">Declared properties by name.</param>
    /// <param name="required">Names without duplicates.</param>
    public MembersKeyword(string pointer, ImmutableArray<KeyValuePair<string, SchemaNode>> properties, ImmutableArray<string> required)
        : base(pointer, SchemaTypes.Object)
    {
        Properties = properties;
        Required = required;

        // Required names come first, so that their position is their bit in the set of seen ones.
        names = new NameTable([.. required, .. properties.Select(p => p.Key).Except(required, StringComparer.Ordinal)]);
        var byName = properties.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        nodes = [.. names.Names.Select(n => byName.GetValueOrDefault(n))];
        requiredCount = required.Length;
    }

    public ImmutableArray<KeyValuePair<string, SchemaNode>> Properties { get; }

    public ImmutableArray<string> Required { get; }

    public ImmutableArray<(EcmaPattern Pattern, SchemaNode Node)> Patterns { get; init; } = [];

    public SchemaNode? Additional { get; init; }

    public SchemaNode? PropertyNames { get; init; }

    public override bool Check(JsonElement value, SchemaRun run)
    {
        const int Few = 512;
        var words = (requiredCount + 63) / 64;
        Span<ulong> seen = words <= Few / 64 ? stackalloc ulong[words] : new ulong[words];
        var isValid = true;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            var index = names.Find(name);
            if ((uint)index < (uint)requiredCount)
            {
                seen[index >> 6] |= 1UL << index;
            }

            if (!CheckMember(name, index < 0 ? null : nodes[index], member.Value, run))
            {
                isValid = false;
                if (!run.Collects)
                {
                    return false;
                }
            }
        }

        return CheckRequired(seen, run) && isValid;
    }

    private bool CheckMember(ReadOnlySpan<byte> name, SchemaNode? declared, JsonElement value, SchemaRun run)
    {
        var isValid = PropertyNames is null || CheckName(name, PropertyNames, run);
        isValid &= declared is null || run.CheckMember(declared, value, name);
        var isKnown = declared is not null;
        foreach (var (pattern, node) in Patterns)
        {
            switch (pattern.IsMatch(name))
            {
                case true:
                    isKnown = true;
                    isValid &= run.CheckMember(node, value, name);
                    break;
                case null:
                    return run.GiveUp(JsonPointer.Append(Pointer, "patternProperties"), $"cannot be judged: matching a name against the pattern {SchemaText.Plain(pattern.Source)} takes too long");
                default:
                    break;
            }
        }

        return (isKnown || Additional is null || CheckAdditional(name, Additional, value, run)) && isValid;
    }

    private bool CheckAdditional(ReadOnlySpan<byte> name, SchemaNode additional, JsonElement value, SchemaRun run)
    {
        if (!additional.IsFalse)
        {
            return run.CheckMember(additional, value, name);
        }

        return run.Collects && run.Fail(additional.Pointer, $"must not have the property {SchemaText.Quote(JsonText.Decode(name))}{Allowed()}");
    }

    private string Allowed()
    {
        const int Most = 20;
        var named = Properties.Take(Most).Select(p => SchemaText.Quote(p.Key));
        return Properties.IsEmpty ? "" : $"; allowed are {string.Join(", ", named)}{(Properties.Length > Most ? " and others" : "")}";
    }

    // A schema for names judges strings: it is given the name as a string of its own.
    private static bool CheckName(ReadOnlySpan<byte> name, SchemaNode node, SchemaRun run)
    {
        using var text = JsonDocument.Parse(new ReadOnlyMemory<byte>([(byte)'"', .. name, (byte)'"']));
        return run.Fits(node, text.RootElement)
            || (run.Collects && run.Fail(node.Pointer, $"must not have the property name {SchemaText.Quote(JsonText.Decode(name))}: it {run.FirstError(node, text.RootElement)}"));
    }

    private bool CheckRequired(ReadOnlySpan<ulong> seen, SchemaRun run)
    {
        var isValid = true;
        for (var i = 0; i < requiredCount; i++)
        {
            if ((seen[i >> 6] & (1UL << i)) == 0)
            {
                isValid = run.Collects && run.Fail(JsonPointer.Append(Pointer, "required"), $"must have the property {SchemaText.Quote(Required[i])}");
                if (!run.Collects)
                {
                    return false;
                }
            }
        }

        return isValid;
    }
}
