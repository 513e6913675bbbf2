using System.Collections.Immutable;
using SynthTool.Formats;

namespace SynthTool.Drafts;

/// <summary>What all records together tell of one field.</summary>
/// <param name="Values">All that the field holds, when they are few texts among many records; else empty.</param>
/// <param name="IsLong">Whether some text in it is a paragraph or more.</param>
/// <param name="IsKey">Whether it looks like an identifier, and no two records share one.</param>
/// <param name="IsReadable">Whether a prompt can read it: no number in it is too large for that.</param>
internal sealed record SurveyedField(string Name, Shape Shape, ImmutableArray<string> Values, bool IsLong, bool IsKey, bool IsReadable);
