namespace SynthTool.MSBuild;

/// <summary>
/// Which warnings are errors, as the compiler has it: MSBuild itself knows <c>NoWarn</c> and <c>WarningsAsErrors</c>, and leaves
/// <c>TreatWarningsAsErrors</c> to tasks.
/// </summary>
internal static class WarningPolicy
{
    /// <param name="notErrors">Codes that stay what they are, with <c>;</c> or <c>,</c> between them.</param>
    public static bool IsError(string code, bool treatWarningsAsErrors, string? notErrors) =>
        treatWarningsAsErrors && !(notErrors ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Contains(code, StringComparer.OrdinalIgnoreCase);
}
