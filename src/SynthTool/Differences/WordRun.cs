namespace SynthTool.Differences;

/// <summary>Neighbouring words of one mark.</summary>
internal readonly record struct WordRun(WordMark Mark, string Text);

internal enum WordMark
{
    Kept,
    Removed,
    Added,
}
