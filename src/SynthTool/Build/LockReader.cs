using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Reads a dataset's lock from the disk. What is wrong with it is a finding that names the command which repairs it.</summary>
internal static class LockReader
{
    private const int MaxBytes = 1024 * 1024 * 1024;

    /// <returns>The lock as far as it can be understood, and its text: null when there is no lock, empty when it says nothing.</returns>
    public static (LockFile Lock, string? Text) Read(RepositoryRoot root, string path, string dataset, Findings findings)
    {
        var nothing = new LockFile();
        var hint = $"run {ToolCommand.Build(dataset)}: it writes the lock again and asks nothing that is answered";
        var content = FileContent.ReadText(root.Absolute(path), MaxBytes);
        if (content.Problem is { } problem)
        {
            if (problem.Kind == FilesDiagnostics.InvalidUtf8)
            {
                findings.Add(BuildDiagnostics.LockUnreadable, new SourcePlace(path), $"The lock {problem.What}", hint);
                return (nothing, ""); // it is there, and says nothing
            }

            if (content.Stamp is not null)
            {
                findings.Add(problem.Explain(path));
            }

            return (nothing, null);
        }

        if (LockFile.HasConflict(content.Text))
        {
            findings.Add(BuildDiagnostics.LockConflict, new SourcePlace(path), "The lock holds a merge conflict", hint);
            return (nothing, content.Text);
        }

        var (read, unknown) = LockFile.Parse(content.Text);
        if (unknown.Length > 0)
        {
            findings.Add(
                BuildDiagnostics.LockUnreadable, new SourcePlace(path, unknown[0]),
                FormattableString.Invariant($"{unknown.Length} lines of the lock cannot be understood"),
                hint);
        }

        return (read, content.Text);
    }
}
