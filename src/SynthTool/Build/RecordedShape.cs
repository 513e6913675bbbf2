using System.Text;
using SynthTool.Files;
using SynthTool.Formats;

namespace SynthTool.Build;

/// <summary>
/// The seeds' shape as the last build saw it, in a disposable file, with the facts that it holds for: what reads blocks
/// without reading seeds needs it to bring rows into the form of outputs.
/// </summary>
internal static class RecordedShape
{
    private const int MaxBytes = 16 * 1024 * 1024;

    public static void Write(BuildSession session)
    {
        var head = Head(session.Workspace.ToolVersion, LockInputs.Of(session.Files, session.Seeds));
        var text = $"{head}\n{session.Seeds.Shape.ToText()}";
        AtomicFile.Write(session.Cache.Shape, Encoding.UTF8.GetBytes(text), durable: false);
        RecordedReading.Write(session.Cache.Reading, head, RecordedReading.Of(session.Definition, session.Replay, session.Names!));
    }

    /// <summary>How rows of these facts are read, where that is plain; null when nothing is recorded for them.</summary>
    /// <param name="facts">The inputs of a lock.</param>
    public static RecordedReading? Reading(CacheFolder cache, string toolVersion, IReadOnlyDictionary<string, string> facts) => RecordedReading.Read(cache.Reading, Head(toolVersion, facts));

    /// <summary>Null when nothing is recorded for a dataset of these facts.</summary>
    /// <param name="facts">The inputs of a lock.</param>
    public static Shape? Read(CacheFolder cache, string toolVersion, IReadOnlyDictionary<string, string> facts)
    {
        var content = FileContent.ReadText(cache.Shape, MaxBytes);
        var head = Head(toolVersion, facts) + "\n";
        return content.Problem is null && content.Text.StartsWith(head, StringComparison.Ordinal) ? Shape.TryParse(content.Text[head.Length..]) : null;
    }

    /// <summary>The facts on which the meaning of stored rows depends, in one line.</summary>
    private static string Head(string toolVersion, IEnumerable<KeyValuePair<string, string>> facts)
    {
        var words = new List<string>();
        foreach (var (name, value) in facts)
        {
            if (name is "definition" or "epochs" || name.StartsWith("schema ", StringComparison.Ordinal) || name.StartsWith("teachers ", StringComparison.Ordinal))
            {
                words.Add($"{JsonValue.Of(name).GetRawText()}={JsonValue.Of(value).GetRawText()}");
            }
        }

        words.Sort(StringComparer.Ordinal);
        return string.Join(' ', words.Prepend(toolVersion));
    }
}
