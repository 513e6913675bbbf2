using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>A column of a file, or a part of one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">As the file names it.</param>
/// <param name="FirstLeaf">The index of its first leaf among all of the file.</param>
/// <param name="Leaves">How many leaves it has; at least one.</param>
/// <param name="Definition">The definition level from which on it is there; below, it is null.</param>
/// <param name="Repetition">Of a list or map: the repetition level of its further items.</param>
/// <param name="Parts">A struct's fields, a list's item, or a map's key and value, when it has one.</param>
internal sealed record ForeignPart(PartKind Kind, string Name, int FirstLeaf, int Leaves, int Definition, int Repetition, ImmutableArray<ForeignPart> Parts)
{
    /// <summary>The name as a member's.</summary>
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
