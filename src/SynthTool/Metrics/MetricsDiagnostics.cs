using SynthTool.Diagnostics;

namespace SynthTool.Metrics;

internal static class MetricsDiagnostics
{
    public static readonly DiagnosticKind GateFailed = new("SYNTH1101", Severity.Error, "A gate fails");
}
