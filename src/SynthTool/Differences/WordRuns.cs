using System.Collections.Immutable;
using System.Text;

namespace SynthTool.Differences;

/// <summary>Joins words to runs: between two kept words first all that was removed, then all that was added, so that a replaced phrase reads as one.</summary>
internal sealed class WordRuns
{
    private readonly ImmutableArray<WordRun>.Builder runs = ImmutableArray.CreateBuilder<WordRun>();
    private readonly StringBuilder kept = new();
    private readonly StringBuilder removed = new();
    private readonly StringBuilder added = new();

    public void Add(WordMark mark, string text)
    {
        if (mark is not WordMark.Kept)
        {
            FlushBlank();
            _ = (mark is WordMark.Removed ? removed : added).Append(text);
            return;
        }

        if (removed.Length + added.Length > 0 && !(kept.Length == 0 && string.IsNullOrWhiteSpace(text)))
        {
            FlushEdit();
        }

        _ = kept.Append(text);
    }

    public ImmutableArray<WordRun> Finish()
    {
        FlushEdit();
        Flush(WordMark.Kept, kept);
        return runs.ToImmutable();
    }

    // A blank between two replaced words belongs to both phrases.
    private void FlushBlank()
    {
        if (kept.Length > 0 && removed.Length > 0 && added.Length > 0)
        {
            _ = removed.Append(kept);
            _ = added.Append(kept);
            _ = kept.Clear();
        }
        else if (kept.Length > 0)
        {
            FlushEdit();
            Flush(WordMark.Kept, kept);
        }
    }

    private void FlushEdit()
    {
        Flush(WordMark.Removed, removed);
        Flush(WordMark.Added, added);
    }

    private void Flush(WordMark mark, StringBuilder text)
    {
        if (text.Length > 0)
        {
            runs.Add(new WordRun(mark, text.ToString()));
            _ = text.Clear();
        }
    }
}
