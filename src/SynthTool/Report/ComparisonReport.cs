using System.Text.Json;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>Two prompts' answers beside each other, or below each other on a narrow terminal, with the words marked that only one has.</summary>
internal static class ComparisonReport
{
    private const int SideBySide = 100;
    private const string Gap = " | ";

    public static IEnumerable<string> Lines(PreviewComparison comparison, int width)
    {
        foreach (var pair in comparison.Pairs)
        {
            yield return $"row {Quoted.Text(pair.Id)}{(Differ(pair) ? "" : ": the same answer")}";
            foreach (var line in Differ(pair) ? Pair(comparison, pair, width) : DisplayWidth.Wrap(Text(pair.Own), width - 2).Select(l => $"  {l}".TrimEnd()))
            {
                yield return line;
            }
        }
    }

    public static bool Differ(PreviewPair pair) => Text(pair.Own) != Text(pair.Other);

    private static IEnumerable<string> Pair(PreviewComparison comparison, PreviewPair pair, int width)
    {
        var (own, other) = WordMarks.Between(Text(pair.Own), Text(pair.Other));
        if (width < SideBySide)
        {
            return [$"  {comparison.Own}", .. Indented(own, width), $"  {comparison.Other}", .. Indented(other, width)];
        }

        var half = (width - 2 - Gap.Length) / 2;
        var (left, right) = (DisplayWidth.Wrap($"{comparison.Own}\n\n{own}", half).ToList(), DisplayWidth.Wrap($"{comparison.Other}\n\n{other}", half).ToList());
        return Enumerable.Range(0, Math.Max(left.Count, right.Count))
            .Select(i => $"  {DisplayWidth.Pad(left.ElementAtOrDefault(i) ?? "", half)}{Gap}{right.ElementAtOrDefault(i)}".TrimEnd());
    }

    private static IEnumerable<string> Indented(string text, int width) => DisplayWidth.Wrap(text, width - 4).Select(l => $"    {l}".TrimEnd());

    private static string Text(PreviewAnswer? answer) => answer switch
    {
        null => "(the row did not come here)",
        { Failure: { } failure } => $"({failure})",
        { Value: { ValueKind: JsonValueKind.Object } members } => string.Join('\n', members.EnumerateObject().Select(m => $"{m.Name}: {Plain(m.Value)}")),
        _ => Plain(answer.Value!.Value),
    };

    private static string Plain(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
