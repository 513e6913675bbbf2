namespace SynthTool.Report;

/// <summary>The form of what is said on stderr.</summary>
internal enum LogFormat
{
    /// <summary><c>path:line:column: error CODE: message</c>, the hint on a line of its own.</summary>
    Text,

    /// <summary><c>path(line,column): error CODE: message</c>, which MSBuild turns into an error with a position.</summary>
    MsBuild,

    /// <summary><c>::error file=…,line=…::CODE: message</c>, which GitHub shows beside the line of a pull request.</summary>
    GitHub,

    /// <summary><c>##vso[task.logissue type=error;…]CODE: message</c>, which Azure Pipelines lists with the run.</summary>
    Azure,

    /// <summary>Every line is one JSON object: a finding in the form that <c>--json</c> has, all else as <c>{"message"}</c>.</summary>
    Json,
}
