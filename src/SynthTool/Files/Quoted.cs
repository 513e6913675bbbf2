using System.Globalization;
using System.Text;

namespace SynthTool.Files;

/// <summary>Text from outside, made fit for a message: quoted, on one line, without control characters, shortened.</summary>
internal static class Quoted
{
    /// <summary>How many characters of the text are shown.</summary>
    public const int MaxLength = 80;

    public static string Text(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            _ = IsUnsafe(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : shown.Append(c);
        }

        return shown.Append(text.Length > MaxLength ? "…\"" : "\"").ToString();
    }

    /// <summary>A path, shown whole: its end says most.</summary>
    public static string Path(string path) =>
        path.AsSpan().ContainsAnyInRange('\0', '\u001f') || path.Length > 1024 ? Text(path) : $"\"{path}\"";

    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c);
}
