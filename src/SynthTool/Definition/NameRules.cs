using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SynthTool.Expressions.Functions;

namespace SynthTool.Definition;

/// <summary>What things may be called. Each function gives the reason against a name, to follow the quoted name, or null.</summary>
internal static partial class NameRules
{
    /// <summary>How long any name may be.</summary>
    public const int MaxLength = 100;

    /// <summary>Words of Scriban, and of expressions and prompts besides their functions; as a step's name they would hide something or not parse.</summary>
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "func", "end", "if", "else", "for", "break", "continue", "in", "while", "capture", "readonly", "import", "with", "wrap", "ret", "case", "when", "tablerow",
        "do", "this", "empty", "blank", "true", "false", "null", "include", "include_join",
        "date", "html", "regex", "timespan", "and", "or", "not", "fence");

    private static readonly FrozenSet<string> WindowsDevices = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["con", "prn", "aux", "nul", "conin$", "conout$", .. Enumerable.Range(0, 10).SelectMany(n => (string[])[$"com{n}", $"lpt{n}"])]);

    /// <summary>For a step's result, which expressions and prompts use.</summary>
    public static string? AgainstResult(string name) => name switch
    {
        "seed" or "row" => "is already the name of what every row has",
        _ when Reserved.Contains(name) || FunctionTable.Roots.Contains(name) => "is a word of the expression language",
        _ => AgainstIdentifier(name),
    };

    /// <summary>For a source that is crossed, which is a member of the seed.</summary>
    public static string? AgainstSource(string name) => name switch
    {
        _ when Reserved.Contains(name) => "is a word of the expression language",
        _ when KnownKeys.Cross.Find(name) is not null || KnownKeys.Source.Find(name) is not null => "is already the name of a key of seeds",
        _ => AgainstIdentifier(name),
    };

    public static string? AgainstIdentifier(string name) =>
        Identifier().IsMatch(name) && name.Length <= MaxLength ? null : "must be letters, digits and _, and begin with no digit";

    /// <summary>For a dataset or output, which is a folder on every system.</summary>
    public static string? AgainstFolder(string name) => name switch
    {
        _ when name.Length > MaxLength => FormattableString.Invariant($"is longer than {MaxLength} characters"),
        _ when !Folder().IsMatch(name) => "must be letters, digits, '.', '_' and '-', and begin and end with a letter or digit",
        _ when WindowsDevices.Contains(name.Split('.')[0]) => "is a device on Windows, and cannot be a folder there",
        _ => null,
    };

    /// <summary>For a column of the written files.</summary>
    public static string? AgainstColumn(string name) =>
        Column().IsMatch(name) && name.Length <= MaxLength ? null : "must be letters, digits, '_' and '-', and begin with a letter or _";

    /// <summary>For a version, which a NuGet package may take: follows the key's name.</summary>
    public static string? AgainstVersion(string version) =>
        Version().IsMatch(version) && version.Length <= MaxLength ? null : "is one to four numbers, such as 1.2.0, with a suffix such as -beta.1 at most";

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,9}){0,3}(-[0-9A-Za-z][0-9A-Za-z.-]*)?(\+[0-9A-Za-z.-]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Folder();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Column();
}
