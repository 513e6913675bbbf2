using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>What the MSBuild tasks find. They compile this file in: their assembly refers to nothing of ours.</summary>
internal static class MsBuildDiagnostics
{
    public static readonly DiagnosticKind EndedSilently = new("SYNTH1901", Severity.Error, "The tool ended without saying why");
    public static readonly DiagnosticKind ManifestUnreadable = new("SYNTH1902", Severity.Error, "The manifest of a dataset cannot be read");
    public static readonly DiagnosticKind OtherToolPinned = new("SYNTH1903", Severity.Warning, "The pinned tool has another version than the build package");
    public static readonly DiagnosticKind SeveralVersions = new("SYNTH1904", Severity.Error, "The datasets of one package have different versions");
    public static readonly DiagnosticKind BadProperty = new("SYNTH1905", Severity.Error, "A property of the build has a value that means nothing");
}
