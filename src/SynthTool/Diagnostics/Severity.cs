namespace SynthTool.Diagnostics;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>The build goes on; the finding is stored and repeated by an up-to-date build.</summary>
    Warning,

    /// <summary>Nothing is spent and nothing is written.</summary>
    Error,
}
