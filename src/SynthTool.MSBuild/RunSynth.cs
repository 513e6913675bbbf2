using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SynthTool.Report;

namespace SynthTool.MSBuild;

/// <summary>
/// Runs the bundled <c>dotnet synth</c> on the datasets of a project, in a process of its own: it works as it does on a command line,
/// and cancelling the build ends it with all that it started.
/// </summary>
/// <remarks>
/// The tool speaks JSON, a line a finding. Ordinary lines would be searched by MSBuild for what looks like an error, and a seed could say that.
/// </remarks>
[MSBuildMultiThreadableTask]
public sealed class RunSynth : ToolTask
{
    private bool cancelled;

    /// <summary><c>build</c>, <c>validate</c>, <c>status</c>, <c>verify</c> or <c>clean</c>.</summary>
    [Required]
    public string Verb { get; set; } = "";

    /// <summary>Definitions.</summary>
    [Required]
    public ITaskItem[] Datasets { get; set; } = [];

    /// <summary>The project's folder: paths of items are relative to it.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The bundled <c>dotnet-synth.dll</c>.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The <c>dotnet</c> that runs this build; empty: the one on the path.</summary>
    public string? Host { get; set; }

    /// <summary><c>auto</c>, <c>never</c> or <c>allow</c>.</summary>
    public string? Teacher { get; set; }

    /// <summary>Whether nobody sits before this build, so that <c>auto</c> means <c>never</c>.</summary>
    public bool Unattended { get; set; }

    public bool Locked { get; set; }

    public bool Offline { get; set; }

    public bool Force { get; set; }

    public string? MaxCost { get; set; }

    public string? MaxCalls { get; set; }

    public string? Jobs { get; set; }

    /// <summary><c>detailed</c> or <c>diagnostic</c>: all reasons and phases; else what a build usually says.</summary>
    public string? Verbosity { get; set; }

    /// <summary>Further words of the command line, as they stand.</summary>
    public string? AdditionalArgs { get; set; }

    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes of warnings that stay what they are.</summary>
    public string? NotErrors { get; set; }

    protected override string ToolName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.High;

    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.High;

    public override bool Execute() => base.Execute() && !Log.HasLoggedErrors;

    public override void Cancel()
    {
        cancelled = true;
        base.Cancel();
    }

    protected override bool ValidateParameters()
    {
        if (Teacher is not (null or "" or "auto" or "never" or "allow"))
        {
            this.Found(MsBuildDiagnostics.BadProperty, $"SynthTeacher is one of auto, never, allow, not \"{Teacher}\"");
        }

        return !Log.HasLoggedErrors;
    }

    protected override string GenerateFullPathToTool() => string.IsNullOrEmpty(Host) ? ToolName : OperatingSystem.IsWindows() && !Path.HasExtension(Host) ? Host + ".exe" : Host;

    protected override string GetWorkingDirectory() => Folder;

    protected override string GenerateCommandLineCommands()
    {
        var line = new CommandLineBuilder();
        line.AppendFileNameIfNotNull(Tool);
        line.AppendSwitch(Verb);
        foreach (var dataset in Datasets)
        {
            line.AppendFileNameIfNotNull(dataset.GetMetadata("FullPath"));
        }

        line.AppendSwitch("--log-format json");
        if (Verb == "build")
        {
            AppendBuildOptions(line);
        }

        if (Verbosity is { } words && (words.StartsWith('d') || words.StartsWith("diag", StringComparison.OrdinalIgnoreCase)))
        {
            line.AppendSwitch("--verbose");
        }

        if (!string.IsNullOrWhiteSpace(AdditionalArgs))
        {
            line.AppendTextUnquoted($" {AdditionalArgs}");
        }

        return line.ToString();
    }

    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        switch (ToolLine.Read(singleLine))
        {
            case { Code: { } code } found:
                Tell(found, code);
                break;
            case { Message: { } message }:
                Log.LogMessage(MessageImportance.High, "{0}", message);
                break;
            default:
                Log.LogMessage(messageImportance, "{0}", singleLine);
                break;
        }
    }

    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, "{0}", message);

    // What went wrong has been said, with a code and a place; MSB6006 would say it again without them.
    protected override bool HandleTaskExecutionErrors()
    {
        if (!Log.HasLoggedErrors && !cancelled)
        {
            this.Found(MsBuildDiagnostics.EndedSilently, string.Create(CultureInfo.InvariantCulture, $"dotnet synth {Verb} ended with exit code {ExitCode}"));
        }

        return false;
    }

    private void AppendBuildOptions(CommandLineBuilder line)
    {
        var teacher = string.IsNullOrEmpty(Teacher) ? "auto" : Teacher;
        line.AppendSwitch($"--teacher {(teacher == "auto" && Unattended ? "never" : teacher)}");
        foreach (var (given, option) in new[] { (Locked, "--locked"), (Offline, "--offline"), (Force, "--force") })
        {
            if (given)
            {
                line.AppendSwitch(option);
            }
        }

        line.AppendSwitchIfNotNull("--max-cost ", NullIfEmpty(MaxCost));
        line.AppendSwitchIfNotNull("--max-calls ", NullIfEmpty(MaxCalls));
        line.AppendSwitchIfNotNull("--jobs ", NullIfEmpty(Jobs));
    }

    private void Tell(ToolLine found, string code)
    {
        var file = found.Path is { } path ? DatasetFolder.Absolute(path, Datasets) : null;
        var text = ToolLine.Sentence(found);
        if (found.IsError || WarningPolicy.IsError(code, TreatWarningsAsErrors, NotErrors))
        {
            Log.LogError(null, code, null, file, found.Line, found.Column, 0, 0, "{0}", text);
        }
        else
        {
            Log.LogWarning(null, code, null, file, found.Line, found.Column, 0, 0, "{0}", text);
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
