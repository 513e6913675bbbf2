using SynthTool.Diagnostics;

namespace SynthTool.Files;

/// <summary>The disk refused: full, read-only, not permitted, vanished. Nobody catches it but the build, which reports its diagnostic.</summary>
internal sealed class FileFailure : Exception
{
    private readonly string doing;
    private readonly string why;

    private FileFailure(DiagnosticKind kind, string absolutePath, string doing, string why, Exception? cause)
        : base($"{doing} {Quoted.Path(absolutePath)} failed: {why}", cause)
    {
        Kind = kind;
        AbsolutePath = absolutePath;
        this.doing = doing;
        this.why = why;
    }

    public DiagnosticKind Kind { get; }

    public string AbsolutePath { get; }

    /// <summary>The finding with the machine's path, for when no repository is known.</summary>
    public Diagnostic Diagnostic => new(Kind, null, Message, Hint);

    private string? Hint => Kind switch
    {
        _ when Kind == FilesDiagnostics.DiskFull => "free some space and run the same command again: what was bought is kept",
        _ when Kind == FilesDiagnostics.NotPermitted => "check the owner and the permissions of the file and its folder",
        _ => null,
    };

    /// <summary>The finding with a path relative to the repository, where the file lies in it.</summary>
    public Diagnostic In(RepositoryRoot root)
    {
        var path = root.Relative(AbsolutePath);
        return path.StartsWith("../", StringComparison.Ordinal)
            ? Diagnostic
            : new Diagnostic(Kind, new SourcePlace(path), $"{doing} {Quoted.Path(path)} failed: {why}", Hint);
    }

    /// <summary>Whether <see cref="From"/> knows the exception: the ways in which a disk fails.</summary>
    public static bool Covers(Exception error) => error is IOException or UnauthorizedAccessException or System.Security.SecurityException;

    /// <param name="error">What the system said.</param>
    /// <param name="absolutePath">The file or folder that was in use.</param>
    /// <param name="doing">Begins the sentence: "Writing", "Reading".</param>
    public static FileFailure From(Exception error, string absolutePath, string doing)
    {
        var (kind, why) = Reason(error);
        return new FileFailure(kind, absolutePath, doing, why, error);
    }

    /// <summary>A failure that the system did not report, but a bound of ours.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="absolutePath">The file or folder that was in use.</param>
    /// <param name="why">Ends the sentence.</param>
    /// <param name="doing">Begins the sentence.</param>
    public static FileFailure Because(DiagnosticKind kind, string absolutePath, string why, string doing) => new(kind, absolutePath, doing, why, null);

    private static (DiagnosticKind Kind, string Why) Reason(Exception error) => error switch
    {
        UnauthorizedAccessException or System.Security.SecurityException => (FilesDiagnostics.NotPermitted, "not permitted"),
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => (FilesDiagnostics.Vanished, "it is not there"),
        PathTooLongException => (FilesDiagnostics.PathRefused, "the path is too long for this system"),
        _ => ByNumber(error.HResult),
    };

    // Unix puts errno into HResult, Windows its own code with 0x8007 before it.
    private static (DiagnosticKind Kind, string Why) ByNumber(int number) => number switch
    {
        28 or unchecked((int)0x80070070) or unchecked((int)0x80070027) => (FilesDiagnostics.DiskFull, "no space is left"),
        122 or 69 when !OperatingSystem.IsWindows() => (FilesDiagnostics.DiskFull, "the quota is used up"),
        30 or unchecked((int)0x80070013) => (FilesDiagnostics.ReadOnly, "the file system is read-only"),
        unchecked((int)0x80070020) or unchecked((int)0x80070021) => (FilesDiagnostics.NotPermitted, "another process holds it"),
        _ => (FilesDiagnostics.DiskFailure, FormattableString.Invariant($"the system reports error {number & 0xFFFF}")),
    };
}
