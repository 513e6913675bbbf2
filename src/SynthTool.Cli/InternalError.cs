using SynthTool.Diagnostics;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>What people see of a mistake of the tool's own.</summary>
internal static class InternalError
{
    private const string DebugVariable = "SYNTH_DEBUG";

    public static IEnumerable<string> Lines(Exception error, Surroundings surroundings)
    {
        var found = new Diagnostic(
            CliDiagnostics.Internal,
            null,
            $"a mistake of the tool's own ({error.GetType().Name}); nothing that was bought is lost. Please report it with the command, version {surroundings.ToolVersion}, and the text that {DebugVariable}=1 adds");
        yield return DiagnosticText.ForPeople(found).FirstLine;
        if (surroundings.Variable(DebugVariable) == "1")
        {
            foreach (var line in Printable.Lines(error.ToString()))
            {
                yield return $"  {line}";
            }
        }
    }
}
