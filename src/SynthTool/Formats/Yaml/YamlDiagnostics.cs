using SynthTool.Diagnostics;

namespace SynthTool.Formats.Yaml;

internal static class YamlDiagnostics
{
    public static readonly DiagnosticKind Syntax = new("SYNTH0260", Severity.Error, "A file is not YAML");
    public static readonly DiagnosticKind FeatureRefused = new("SYNTH0261", Severity.Error, "A feature of YAML that is not used here");
    public static readonly DiagnosticKind DuplicateKey = new("SYNTH0262", Severity.Error, "A key is written twice");
    public static readonly DiagnosticKind TooLarge = new("SYNTH0263", Severity.Error, "A YAML file is too large or too deep");
    public static readonly DiagnosticKind CharacterRefused = new("SYNTH0264", Severity.Error, "A character that does not belong in a YAML file");
    public static readonly DiagnosticKind QuotesMissing = new("SYNTH0265", Severity.Error, "A text must be quoted");
}
