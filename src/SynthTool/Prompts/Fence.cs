using SynthTool.Expressions;
using SynthTool.Store;

namespace SynthTool.Prompts;

/// <summary>Wraps a document in a tag that the document cannot close: the tag's name comes from the document's own hash.</summary>
internal static class Fence
{
    public static string Around(string text)
    {
        var hash = ContentHash.Of(text).ToString();
        var digits = 8;
        // A document made to hold its own short tag gets a longer one; nobody finds a text that holds its whole hash.
        while (digits < hash.Length && text.Contains(Tag(hash, digits), StringComparison.OrdinalIgnoreCase))
        {
            digits *= 2;
        }

        var tag = Tag(hash, digits);
        Limits.CheckText(text.Length + (2L * tag.Length) + 8);
        return $"<{tag}>\n{text}{(text.EndsWith('\n') ? "" : "\n")}</{tag}>";
    }

    private static string Tag(string hash, int digits) => "doc-" + hash[..digits];
}
