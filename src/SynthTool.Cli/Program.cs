using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using SynthTool.Build;
using SynthTool.Cli.Git;
using SynthTool.Files;

namespace SynthTool.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        KillPoint.Arm(Environment.GetEnvironmentVariable("SYNTH_TEST_KILL_AT"));
        return TryQuick(args) ?? RunAsync(args).GetAwaiter().GetResult();
    }

    private static int? TryQuick(string[] args)
    {
        string? lines;
        try
        {
            lines = QuickBuild.Try(args, Environment.CurrentDirectory, Surroundings.VersionOfTool(), QuickCheck.TryDefinitions, QuickCheck.TrySummary);
        }
        catch (FileFailure)
        {
            return null; // the normal way meets it again, and says so
        }

        if (lines is null)
        {
            return null;
        }

        QuickOutput.WriteError(Encoding.UTF8.GetBytes(lines));
        return (int)ExitCode.Done;
    }

    // Apart, so that the quick way loads nothing of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(string[] args)
    {
        using var cancel = new CancellationTokenSource();
        var surroundings = Surroundings.OfProcess();

        var stops = 0;

        void Stop(PosixSignalContext context)
        {
            // The first asks for a clean end; the second is left to the system, which kills.
            context.Cancel = Interlocked.Increment(ref stops) == 1;
            if (context.Cancel)
            {
                surroundings.Error.Write($"{(surroundings.ErrorIsTerminal ? "\n" : "")}stopping; what was bought is kept (once more to stop at once)\n"); // a progress line or a question stands there
                cancel.Cancel();
            }
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var engine = args is ["diff", ..] ? new Engine { Revisions = GitRevisions.OpenEarly(surroundings.Folder, surroundings.Variable) } : new Engine();
        return await CommandLine.RunAsync(args, surroundings, engine, cancel.Token);
    }
}
