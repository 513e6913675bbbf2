using SynthTool.Diagnostics;
using SynthTool.Formats.Chunks;

namespace SynthTool.Definition;

/// <summary>Reads <c>chunk:</c>.</summary>
internal static class ChunkReader
{
    public static Located<ChunkRule>? Read(DefinitionScope scope, Section section)
    {
        var by = section.Require("by") is null ? null : section.Choice("by", KnownKeys.ChunkBy);
        var most = section.Whole("max_words", 1, ChunkRule.MostWords);
        var overlap = section.Whole("overlap", 0, ChunkRule.MostWords / 2) ?? 0;
        if (by is null || (section.Find("max_words") is not null && most is null))
        {
            return null;
        }

        ChunkBy? known = by.Value switch { "heading" => ChunkBy.Heading, "paragraphs" => ChunkBy.Paragraphs, _ => ChunkBy.Words };
        if (known is ChunkBy.Words && most is null)
        {
            _ = section.Require("max_words");
            return null;
        }

        if (section.Find("overlap") is { } written && overlap > 0 && (known is not ChunkBy.Words || overlap > most / 2))
        {
            var (why, hint) = known is ChunkBy.Words
                ? (FormattableString.Invariant($"is {overlap}, and may be at most half of \"max_words\""), "write a smaller number")
                : ("belongs to chunks by words", "remove it: by heading and by paragraphs nothing is cut that belongs together");
            scope.Refuse(written.Place, "\"overlap\"", why, hint);
            return null;
        }

        return new Located<ChunkRule>(new ChunkRule(known.Value, most, overlap), section.Place);
    }
}
