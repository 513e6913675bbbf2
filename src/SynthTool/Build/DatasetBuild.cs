namespace SynthTool.Build;

/// <summary>Builds one dataset.</summary>
internal static class DatasetBuild
{
    /// <param name="definition">The definition's repository path.</param>
    public static Task<BuildOutcome> RunAsync(
        Workspace workspace, string definition, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct) =>
        throw new NotSupportedException(definition);
}
