using SynthTool.Files;

namespace SynthTool.Cli;

/// <summary>A dataset that a command means.</summary>
/// <param name="Root">The definition's repository.</param>
/// <param name="Definition">Its path in it.</param>
internal sealed record Target(RepositoryRoot Root, string Definition)
{
    /// <summary>The root is the definition's own: the nearest <c>.git</c> above it, else its folder.</summary>
    public static Target Of(RepositoryRoot seenFrom, string repoPath)
    {
        var absolute = seenFrom.Absolute(repoPath);
        var own = RepositoryRoot.Find(Path.GetDirectoryName(absolute)!);
        return own.AbsolutePath == seenFrom.AbsolutePath ? new Target(seenFrom, repoPath) : new Target(own, own.Relative(absolute));
    }
}
