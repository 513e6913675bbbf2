using SynthTool.Diagnostics;

namespace SynthTool.Shards;

internal static class ShardsDiagnostics
{
    public static readonly DiagnosticKind TurnNotText = new("SYNTH1201", Severity.Error, "A chat message is not text");
    public static readonly DiagnosticKind TurnEmpty = new("SYNTH1202", Severity.Error, "A chat message is empty");
    public static readonly DiagnosticKind NoConversation = new("SYNTH1203", Severity.Error, "A column of messages is no conversation");
    public static readonly DiagnosticKind ColumnUnfit = new("SYNTH1204", Severity.Error, "Values of an output column differ from what is declared");
    public static readonly DiagnosticKind ManifestUnreadable = new("SYNTH1210", Severity.Error, "A manifest cannot be read");
    public static readonly DiagnosticKind ShardMissing = new("SYNTH1211", Severity.Error, "A shard is missing");
    public static readonly DiagnosticKind ShardChanged = new("SYNTH1212", Severity.Error, "A shard is not what was written");
    public static readonly DiagnosticKind ShardRowsDiffer = new("SYNTH1213", Severity.Error, "A shard's rows are not counted right");
    public static readonly DiagnosticKind UnknownFile = new("SYNTH1214", Severity.Warning, "A file in the output folder is unknown");
}
