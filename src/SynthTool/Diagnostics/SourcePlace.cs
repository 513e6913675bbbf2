namespace SynthTool.Diagnostics;

/// <summary>A place in a file of the repository.</summary>
/// <param name="Path">Relative to the repository's root, with <c>/</c>.</param>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Column">From 1, in UTF-16 units; 0 when the whole line is meant.</param>
public sealed record SourcePlace(string Path, int Line = 0, int Column = 0)
{
    /// <summary>The place as <c>path(line,column)</c>, the form that MSBuild recognises.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => Path,
        (_, 0) => FormattableString.Invariant($"{Path}({Line})"),
        _ => FormattableString.Invariant($"{Path}({Line},{Column})"),
    };
}
