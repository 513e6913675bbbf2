using System.Buffers;
using System.Text.RegularExpressions;

namespace SynthTool.Formats.Schemas;

/// <summary>A schema's regular expression, ready to match.</summary>
internal sealed class EcmaPattern
{
    // The linear engine takes seconds to prepare for the thousands of ranges of a Unicode category.
    private const int MostLinearLength = 2000;

    // Only patterns with looks, word boundaries, back references and large sets can come near it: the others take linear time.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private readonly Regex? regex;
    private readonly StraightPattern? straight;

    private EcmaPattern(string source, PatternPart part, Regex? regex, StraightPattern? straight)
    {
        Source = source;
        Part = part;
        this.regex = regex;
        this.straight = straight;
    }

    public string Source { get; }

    public PatternPart Part { get; }

    public static EcmaPattern? TryParse(string source, out string problem)
    {
        if (PatternReader.TryRead(source, out problem) is not { } part)
        {
            return null;
        }

        if (StraightPattern.TryMake(part) is { } straight)
        {
            return new EcmaPattern(source, part, null, straight);
        }

        var net = NetPattern.Of(part);
        try
        {
            return new EcmaPattern(source, part, MakeRegex(net), null);
        }
        catch (ArgumentException)
        {
            problem = "it is too large";
            return null;
        }
    }

    /// <summary>Whether the pattern occurs in a string; null when looking for it takes longer than a second.</summary>
    /// <param name="raw">The string's bytes as they are written, without the quotes.</param>
    public bool? IsMatch(ReadOnlySpan<byte> raw)
    {
        if (straight is not null && !JsonText.HasEscape(raw))
        {
            return straight.IsMatch(raw);
        }

        var room = ArrayPool<char>.Shared.Rent(raw.Length);
        var isMatch = IsMatch(room.AsSpan(0, JsonText.Decode(raw, room)));
        ArrayPool<char>.Shared.Return(room);
        return isMatch;
    }

    private bool? IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return straight?.IsMatch(text) ?? regex!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex MakeRegex(NetPattern net)
    {
        var text = net.ToString();
        if (!net.NeedsBacktracking && text.Length <= MostLinearLength)
        {
            try
            {
                return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (NotSupportedException)
            {
                // Too many states for linear time; the other engine has its bound.
            }
        }

        return new Regex(text, RegexOptions.CultureInvariant, MostTime);
    }
}
