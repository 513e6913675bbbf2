using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>
/// Answers "is it up to date?" from a state file and file stamps alone: no folder is walked, no YAML is read and no
/// library beyond the framework's is loaded, so that it takes about as long as starting a process.
/// </summary>
internal static class QuickCheck
{
    /// <summary>The outcome of an up-to-date dataset, or null when anything may have changed.</summary>
    public static BuildOutcome? TryUpToDate(RepositoryRoot root, string definition, string toolVersion) =>
        QuickState.Read(CacheFolder.For(root, definition).QuickState, toolVersion) is { } state && state.HoldsFor(root, toolVersion) ? state.Outcome : null;

    /// <summary>What is said of an up-to-date dataset, or null when anything may have changed.</summary>
    public static UpToDate? TrySummary(RepositoryRoot root, string definition, string toolVersion) =>
        QuickStateFile.ReadIfItHolds(CacheFolder.For(root, definition).QuickState, toolVersion, root);

    /// <summary>The definitions below a folder as the last walk found them, or null when a folder changed since.</summary>
    public static IReadOnlyList<string>? TryDefinitions(RepositoryRoot root, string folder) => DefinitionIndex.TryRead(root, folder)?.Paths;
}
