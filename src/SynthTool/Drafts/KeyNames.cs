namespace SynthTool.Drafts;

/// <summary>Which names of fields look like identifiers.</summary>
internal static class KeyNames
{
    private const int None = int.MaxValue;

    private static readonly string[] BestFirst = ["id", "_id", "key", "uuid", "guid", "identifier"];
    private static readonly string[] Endings = ["_id", "-id", "_uuid", "_key"];
    private static readonly string[] Otherwise = ["slug", "code", "number", "name"];

    public static bool LooksLikeOne(string name) => RankOf(name) < None;

    /// <summary>The lower, the more it looks like an identifier.</summary>
    public static int RankOf(string name)
    {
        var lower = name.ToLowerInvariant();
        if (Array.IndexOf(BestFirst, lower) is >= 0 and var best)
        {
            return best;
        }

        if (Endings.Any(e => lower.EndsWith(e, StringComparison.Ordinal)) || name.EndsWith("Id", StringComparison.Ordinal))
        {
            return BestFirst.Length;
        }

        return Array.IndexOf(Otherwise, lower) is >= 0 and var other ? BestFirst.Length + 1 + other : None;
    }
}
