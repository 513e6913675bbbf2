using System.Collections.Immutable;
using System.Text;
using Scriban.Parsing;
using SynthTool.Diagnostics;

namespace SynthTool.Prompts;

/// <summary>
/// Finds the lines of a template that hold only a role and turns them into calls, before anything is parsed or filled in:
/// only a template's own text can begin a message, whatever a seed holds.
/// </summary>
/// <param name="Text">The template with every role line replaced on its own line, so that line numbers hold.</param>
/// <param name="Lines">The role lines, from 0.</param>
/// <param name="Misspelt">Lines that are text, and look as if they were to be roles.</param>
internal sealed record RoleLines(string Text, IReadOnlySet<int> Lines, ImmutableArray<MisspeltRole> Misspelt)
{
    /// <summary>The function that a role line calls; no template may name it.</summary>
    public const string Function = "__role";

    private static readonly string[] Roles = ["system", "user", "assistant"];

    public static RoleLines Mark(string text, IReadOnlyList<Token> tokens)
    {
        var isText = TextUnits(text, tokens);
        var (marked, lines) = (new StringBuilder(text.Length + 64), new HashSet<int>());
        var misspelt = ImmutableArray.CreateBuilder<MisspeltRole>();
        for (int start = 0, line = 0; start <= text.Length; line++)
        {
            var end = text.IndexOf('\n', start) is var found && found < 0 ? text.Length : found;
            var content = text.AsSpan(start, end - start);
            if (!isText.AsSpan(start, end - start).Contains(false) && RoleOf(content.Trim()) is { } role)
            {
                lines.Add(line);
                marked.Append("{{").Append(Function).Append(" \"").Append(role).Append("\"}}");
            }
            else
            {
                if (!isText.AsSpan(start, end - start).Contains(false) && NearRole(content.Trim()) is { } near)
                {
                    misspelt.Add(new MisspeltRole(line, content.Length - content.TrimStart().Length, content.Trim().ToString(), near));
                }

                marked.Append(isText.AsSpan(start, end - start).Contains(false) ? content : WithoutEscape(content));
            }

            marked.Append(end < text.Length ? "\n" : "");
            start = end + 1;
        }

        return new RoleLines(marked.ToString(), lines, misspelt.ToImmutable());
    }

    /// <summary>Which UTF-16 units are the template's own text, and not code, strings, comments or verbatim blocks.</summary>
    private static bool[] TextUnits(string text, IReadOnlyList<Token> tokens)
    {
        var isText = new bool[text.Length];
        foreach (var token in tokens)
        {
            if (token.Type is TokenType.Raw or TokenType.Whitespace or TokenType.WhitespaceFull && token.Start.Offset >= 0)
            {
                isText.AsSpan(token.Start.Offset, Math.Min(token.End.Offset + 1, text.Length) - token.Start.Offset).Fill(true);
            }
        }

        return isText;
    }

    private static string? RoleOf(ReadOnlySpan<char> line)
    {
        foreach (var role in Roles)
        {
            if (line.Length == role.Length + 1 && line[^1] == ':' && line.StartsWith(role, StringComparison.Ordinal))
            {
                return role;
            }
        }

        return null;
    }

    /// <summary>The role that a line of one word and a colon almost is.</summary>
    private static string? NearRole(ReadOnlySpan<char> line)
    {
        if (line.Length is < 4 or > 13 || line[^1] != ':')
        {
            return null;
        }

        foreach (var c in line[..^1])
        {
            if (!char.IsAsciiLetter(c))
            {
                return null;
            }
        }

        return RoleOf(line) is null ? Suggestion.For(line[..^1].ToString(), Roles) : null;
    }

    /// <summary>A backslash before a role, or what looks like one, makes the line text; one more writes a backslash.</summary>
    private static ReadOnlySpan<char> WithoutEscape(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf('\\');
        if (at < 0 || !line[..at].IsWhiteSpace() || (RoleOf(line[at..].TrimStart('\\').TrimEnd()) ?? NearRole(line[at..].TrimStart('\\').TrimEnd())) is null)
        {
            return line;
        }

        return string.Concat(line[..at], line[(at + 1)..]);
    }
}
