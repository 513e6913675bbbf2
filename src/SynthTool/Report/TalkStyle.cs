namespace SynthTool.Report;

/// <summary>What the place can show that people read.</summary>
internal sealed record TalkStyle
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Whether a progress line may be rewritten in place.</summary>
    public bool Live { get; init; }

    public bool Colour { get; init; }

    /// <summary>Whether <c>→</c> and <c>…</c> can be shown; otherwise they are written <c>-></c> and <c>...</c>.</summary>
    public bool Symbols { get; init; } = true;

    /// <summary>Columns of a terminal.</summary>
    public int Width { get; init; } = 80;

    public LogFormat Format { get; init; }

    /// <summary><c>-v</c>: all reasons, the phases, all that is missing.</summary>
    public bool Verbose { get; init; }

    /// <summary>Reads the surroundings' conventions: <c>NO_COLOR</c>, <c>TERM=dumb</c>, the locale's character set.</summary>
    public static TalkStyle For(bool isTerminal, int width, Func<string, string?> variable)
    {
        var steers = isTerminal && string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") != "dumb";
        return new TalkStyle { Live = steers, Colour = steers, Symbols = !isTerminal || ShowsUnicode(variable), Width = Math.Max(20, width) };
    }

    // A file or a pipe gets UTF-8 always; only a terminal may be unable to show it.
    private static bool ShowsUnicode(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var locale = LocaleVariables.Select(variable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
    }
}
