namespace SynthTool.Build;

/// <summary>Epoch numbers of what the engine writes. Raising one runs the affected work again from stored answers; nothing is asked again.</summary>
internal static class Epochs
{
    /// <summary>Of the row and corpus steps: the meaning of a definition's steps.</summary>
    public const int Stage = 1;

    /// <summary>Of the lock file's lines.</summary>
    public const int Lock = 1;

    /// <summary>Of the state file.</summary>
    public const int State = 2;
}
