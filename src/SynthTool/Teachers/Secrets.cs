using System.Collections.Immutable;

namespace SynthTool.Teachers;

/// <summary>Values that no message may show, such as an api key that a server repeats in its error.</summary>
internal sealed class Secrets(IEnumerable<string> values)
{
    public static readonly Secrets None = new([]);

    private const int Shortest = 4; // a shorter one hides nothing, and would blank out half of every sentence

    // The longest first: one may hold another.
    private readonly ImmutableArray<string> values = [.. values.Where(v => v.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length)];

    public string Scrub(string text)
    {
        foreach (var value in values)
        {
            text = text.Replace(value, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
