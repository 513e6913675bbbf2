namespace SynthTool.Store;

/// <summary>Recorded answers that can be looked up. Safe for several threads.</summary>
internal interface IResponses
{
    /// <summary>The recorded answer; false when there is none, or when it is damaged, which is reported apart.</summary>
    bool TryGet(in ContentHash key, out Answer answer);

    /// <summary>Whether <see cref="TryGet"/> would find an answer.</summary>
    bool Contains(in ContentHash key);
}
