using Microsoft.Build.Utilities;
using SynthTool.Diagnostics;

namespace SynthTool.MSBuild;

/// <summary>What the tasks themselves find.</summary>
internal static class Findings
{
    public static void Found(this Task task, DiagnosticKind kind, string message, string? file = null) => Found(task.Log, kind, message, file);

    public static void Found(this ToolTask task, DiagnosticKind kind, string message, string? file = null) => Found(task.Log, kind, message, file);

    private static void Found(TaskLoggingHelper log, DiagnosticKind kind, string message, string? file)
    {
        if (kind.Severity is Severity.Error)
        {
            log.LogError(null, kind.Code, null, file, 0, 0, 0, 0, "{0}", message);
        }
        else
        {
            log.LogWarning(null, kind.Code, null, file, 0, 0, 0, 0, "{0}", message);
        }
    }
}
