using SynthTool.Diagnostics;

namespace SynthTool.Build;

internal static class BuildDiagnostics
{
    public static readonly DiagnosticKind ResponseMissing = new("SYNTH1301", Severity.Error, "Answers are missing and may not be bought");
    public static readonly DiagnosticKind OutOfDate = new("SYNTH1302", Severity.Error, "The build would differ from the lock");
    public static readonly DiagnosticKind LockUnreadable = new("SYNTH1303", Severity.Warning, "The lock cannot be read");
    public static readonly DiagnosticKind LockConflict = new("SYNTH1304", Severity.Warning, "The lock holds a merge conflict");
    public static readonly DiagnosticKind Busy = new("SYNTH1305", Severity.Error, "Another build holds the dataset");
    public static readonly DiagnosticKind Cancelled = new("SYNTH1306", Severity.Error, "The build was cancelled");
    public static readonly DiagnosticKind StoreCorrupt = new("SYNTH1307", Severity.Error, "A stored answer is corrupt");
    public static readonly DiagnosticKind BudgetTooSmall = new("SYNTH1308", Severity.Error, "The plan needs more calls than the budget allows");
    public static readonly DiagnosticKind SameName = new("SYNTH1309", Severity.Error, "Two definitions write the same dataset");
    public static readonly DiagnosticKind OutputForeign = new("SYNTH1310", Severity.Warning, "A file of an earlier build was changed by hand and is left in place");
    public static readonly DiagnosticKind NotBuilt = new("SYNTH1311", Severity.Error, "The dataset has not been built");
    public static readonly DiagnosticKind UnknownTarget = new("SYNTH1312", Severity.Error, "Nothing of this name belongs to the dataset");
    public static readonly DiagnosticKind ShardDiffers = new("SYNTH1313", Severity.Error, "A shard is not the recorded one");
    public static readonly DiagnosticKind TwoEndpoints = new("SYNTH1315", Severity.Warning, "One model is answered through two endpoints");
    public static readonly DiagnosticKind KeyUnknown = new("SYNTH1316", Severity.Error, "A key names no stored answer, or several");
    public static readonly DiagnosticKind LockDiffers = new("SYNTH1317", Severity.Error, "The lock is not what was built");
    public static readonly DiagnosticKind UpstreamUnusable = new("SYNTH1318", Severity.Error, "A dataset that is needed cannot be used");
    public static readonly DiagnosticKind UpstreamPartUnknown = new("SYNTH1319", Severity.Error, "A dataset that is needed has no such output or split");
    public static readonly DiagnosticKind UpstreamCycle = new("SYNTH1320", Severity.Error, "Datasets need each other in a circle");
    public static readonly DiagnosticKind AnswersElsewhere = new("SYNTH1321", Severity.Warning, "Bought answers lie where they are no longer read");
    public static readonly DiagnosticKind LonelyLock = new("SYNTH1330", Severity.Warning, "A lock without a definition");
    public static readonly DiagnosticKind StoreNotIgnored = new("SYNTH1331", Severity.Warning, "Git would take the store's folder");
    public static readonly DiagnosticKind TwoVersions = new("SYNTH1332", Severity.Warning, "The repository names another version of the tool");
    public static readonly DiagnosticKind LittleSpace = new("SYNTH1333", Severity.Warning, "Little space is left on the disk");
    public static readonly DiagnosticKind VariableUnset = new("SYNTH1334", Severity.Warning, "A variable that a teacher needs is not set");
    public static readonly DiagnosticKind UnusedCommitted = new("SYNTH1335", Severity.Warning, "Committed answers are not in use");
}
