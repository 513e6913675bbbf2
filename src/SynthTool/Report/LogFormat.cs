namespace SynthTool.Report;

/// <summary>The form of findings on stderr.</summary>
internal enum LogFormat
{
    /// <summary><c>path:line:column: error CODE: message</c>, the hint on a line of its own.</summary>
    Text,

    /// <summary><c>path(line,column): error CODE: message</c>, which MSBuild turns into an error with a position.</summary>
    MsBuild,
}
