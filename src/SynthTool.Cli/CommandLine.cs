using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>The whole way of a command line: words, verb, exit code.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static async Task<int> RunAsync(string[] args, Surroundings surroundings, Engine engine, CancellationToken ct)
    {
        var parsed = CommandTree.Root.Parse(args, Parser);
        var talk = new Talk(surroundings.Error, StyleOf(parsed, args, surroundings));
        var code = await GuardedAsync(new Session(parsed, surroundings, engine, talk), args, ct);
        talk.EndProgress();
        return (int)code;
    }

    private static async Task<ExitCode> GuardedAsync(Session session, string[] args, CancellationToken ct)
    {
        try
        {
            var code = await RunAsync(session, args, ct);
            await session.Surroundings.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            session.Talk.Line("cancelled");
            return ExitCode.Cancelled;
        }
        catch (FileFailure failure)
        {
            session.Talk.Found(failure.In(RepositoryRoot.Find(session.Surroundings.Folder)));
            return ExitCode.Failed;
        }
        catch (IOException error)
        {
            // The library names every failure of the disk: what is left is our own output, such as a pipe whose reader went away.
            session.Talk.Found(new Diagnostic(CliDiagnostics.OutputFailed, null, $"the output could not be written: {error.Message}"));
            return ExitCode.Failed;
        }
        catch (Exception error)
        {
            session.Talk.Lines(InternalError.Lines(error, session.Surroundings));
            return ExitCode.Internal;
        }
    }

    private static async Task<ExitCode> RunAsync(Session session, string[] args, CancellationToken ct)
    {
        var parsed = session.Parsed;
        if (args.Length == 0 || parsed.GetValue(CliOptions.Help))
        {
            var path = UsageMistakes.PathOf(parsed);
            session.Help(HelpText.For(parsed.CommandResult.Command, path.Length > 0 ? $" {path}" : "", session.Surroundings));
            return ExitCode.Done;
        }

        if (parsed.GetValue(CliOptions.Version) && parsed.CommandResult.Command is RootCommand)
        {
            session.Data(session.Surroundings.ToolVersion);
            return ExitCode.Done;
        }

        var mistakes = UsageMistakes.In(parsed);
        return mistakes.Count > 0 ? session.Usage(mistakes) : await ((Verb)parsed.CommandResult.Command).RunAsync(session, ct);
    }

    // A command line that cannot be understood still says how its findings shall look.
    private static TalkStyle StyleOf(ParseResult parsed, string[] args, Surroundings surroundings)
    {
        var format = parsed.Errors.Count > 0
            ? CliOptions.FormatOf(args.SkipWhile(a => a != CliOptions.Format.Name).ElementAtOrDefault(1))
            : CliOptions.FormatOf(parsed);
        return TalkStyle.For(surroundings.ErrorIsTerminal && format is (LogFormat.Text or LogFormat.MsBuild), surroundings.Width, surroundings.Variable) with
        {
            Format = format,
            Verbose = parsed.Errors.Count == 0 && parsed.GetValue(CliOptions.Verbose),
        };
    }
}
