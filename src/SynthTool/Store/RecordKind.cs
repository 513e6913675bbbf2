namespace SynthTool.Store;

/// <summary>What a record in a pack says about its key.</summary>
internal enum RecordKind : byte
{
    None = 0,

    /// <summary>An answer.</summary>
    Answer = 1,

    /// <summary>An answer that stands in for an earlier failure.</summary>
    Replacement = 2,

    /// <summary>That answers recorded before its generation are forgotten.</summary>
    Forgotten = 3,
}
