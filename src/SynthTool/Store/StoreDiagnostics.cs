using SynthTool.Diagnostics;

namespace SynthTool.Store;

internal static class StoreDiagnostics
{
    public static readonly DiagnosticKind EntryDamaged = new("SYNTH0301", Severity.Warning, "A stored answer is damaged");
    public static readonly DiagnosticKind PackUnreadable = new("SYNTH0302", Severity.Warning, "A file among the response packs is none");
    public static readonly DiagnosticKind PackTooNew = new("SYNTH0303", Severity.Error, "A response pack was written by a newer version");
    public static readonly DiagnosticKind AnswerTooLarge = new("SYNTH0304", Severity.Error, "An answer is too large to be stored");
    public static readonly DiagnosticKind LayersDisagree = new("SYNTH0305", Severity.Warning, "Two layers hold different answers for one request");
    public static readonly DiagnosticKind LineInvalid = new("SYNTH0306", Severity.Warning, "A committed line is no answer");
    public static readonly DiagnosticKind LinesDisagree = new("SYNTH0307", Severity.Warning, "Two committed lines hold different answers for one request");
    public static readonly DiagnosticKind ConflictMarkers = new("SYNTH0308", Severity.Warning, "Committed responses have conflict markers");
    public static readonly DiagnosticKind ImportInvalid = new("SYNTH0309", Severity.Error, "A line to import is no answer");
    public static readonly DiagnosticKind ImportDisagrees = new("SYNTH0310", Severity.Warning, "An imported answer differs from the stored one");
    public static readonly DiagnosticKind StoreBusy = new("SYNTH0311", Severity.Error, "Another process is changing the store");
}
