using System.Text.RegularExpressions;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Definition;

/// <summary>A text in which <c>«0501»</c> marks where the finding SYNTH0501 is expected.</summary>
internal sealed partial record Marked(string Text, IReadOnlyList<string> Expected)
{
    public static Marked Parse(string marked)
    {
        var expected = new List<string>();
        var text = "";
        var read = 0;
        foreach (Match match in Mark().Matches(marked))
        {
            text += marked[read..match.Index];
            read = match.Index + match.Length;
            var line = text.Count(c => c == '\n') + 1;
            expected.Add($"SYNTH{match.Groups[1].Value}({line},{text.Length - text.LastIndexOf('\n')})");
        }

        return new Marked(text + marked[read..], expected);
    }

    public static IReadOnlyList<string> Of(IEnumerable<Diagnostic> found) => [.. found.Select(d => $"{d.Kind.Code}({d.Place?.Line},{d.Place?.Column})")];

    [GeneratedRegex("«([0-9]{4})»")]
    private static partial Regex Mark();
}
