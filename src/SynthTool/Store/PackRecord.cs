namespace SynthTool.Store;

/// <summary>A whole and undamaged record of a pack.</summary>
internal readonly ref struct PackRecord
{
    public required ContentHash Key { get; init; }

    public required RecordKind Kind { get; init; }

    /// <summary>How many failures this one stands in for: what was bought later wins, whichever pack it lies in.</summary>
    public required byte Attempt { get; init; }

    /// <summary>How often the store had been changed by hand when this was recorded.</summary>
    public required uint Generation { get; init; }

    /// <summary>In the form of <see cref="AnswerBytes"/>; empty for <see cref="RecordKind.Forgotten"/>.</summary>
    public required ReadOnlySpan<byte> Answer { get; init; }

    /// <summary>The record as it lies in the pack.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    public bool IsFailure => AnswerBytes.IsFailure(Answer);
}
