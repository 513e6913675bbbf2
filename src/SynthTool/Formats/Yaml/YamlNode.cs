using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Yaml;

/// <summary>A value of a YAML file with the place where it begins.</summary>
internal abstract record YamlNode(SourcePlace Place);

/// <summary>Keys and values in their order; every key is there once.</summary>
internal sealed record YamlMapping(SourcePlace Place, ImmutableArray<YamlEntry> Entries) : YamlNode(Place)
{
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Name == key);
}

/// <summary>One line of a mapping.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    public string Name => Key.Text;

    /// <summary>Where the key stands.</summary>
    public SourcePlace Place => Key.Place;
}

/// <summary>Values in their order.</summary>
internal sealed record YamlSequence(SourcePlace Place, ImmutableArray<YamlNode> Items) : YamlNode(Place)
{
    public bool IsEmpty => Items.IsEmpty;
}

/// <summary>A text, number, boolean or null.</summary>
/// <param name="Text">Without quotes, with escapes resolved; for what is not text, as written.</param>
/// <param name="Style">How it is written.</param>
/// <param name="TextPlace">Where its first character stands that is not blank: after the quote, or below the <c>|</c>.</param>
internal sealed record YamlScalar(SourcePlace Place, string Text, YamlScalarStyle Style, SourcePlace TextPlace) : YamlNode(Place)
{
    /// <summary>What YAML 1.2 takes it for.</summary>
    public YamlScalarKind Kind { get; } = YamlCore.KindOf(Text, Style);

    public bool IsText => Kind is YamlScalarKind.Text;

    public bool IsNull => Kind is YamlScalarKind.Null;

    /// <summary>An integer's or a float's digits as JSON writes them.</summary>
    public string ToJsonNumber() => YamlCore.JsonNumber(Text);
}

/// <summary>Something that was refused with a finding of its own. Readers pass over it in silence.</summary>
internal sealed record YamlRefused(SourcePlace Place) : YamlNode(Place);

/// <summary>How a scalar is written.</summary>
internal enum YamlScalarStyle
{
    Plain,
    Quoted,

    /// <summary>After <c>|</c> or <c>></c>.</summary>
    Block,
}

/// <summary>The types of the core schema of YAML 1.2.</summary>
internal enum YamlScalarKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
}
