using SynthTool.Build;

namespace SynthTool.Cli;

/// <summary>Which exit code counts when several datasets end differently.</summary>
internal static class Gravest
{
    private static readonly ExitCode[] GravestFirst =
    [
        ExitCode.Cancelled, ExitCode.Internal, ExitCode.Usage, ExitCode.Integrity, ExitCode.Busy,
        ExitCode.Budget, ExitCode.ResponseMissing, ExitCode.OutOfDate, ExitCode.Failed, ExitCode.Done,
    ];

    public static ExitCode Of(ExitCode one, ExitCode other) => Array.IndexOf(GravestFirst, one) <= Array.IndexOf(GravestFirst, other) ? one : other;
}
