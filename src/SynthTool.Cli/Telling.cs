using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>Gives what the datasets of one command say to the right stream, and remembers the gravest end.</summary>
internal sealed class Telling(Session session) : IDisposable
{
    private readonly List<Diagnostic> found = [];
    private readonly JsonAnswer? json = session is { Json: true, Sarif: false } ? new JsonAnswer(session.Surroundings.Out) : null;

    public ExitCode Code { get; private set; } = ExitCode.Done;

    public void Tell(Told told)
    {
        Code = Gravest.Of(Code, told.Code);
        if (told.ShowFound is { } show)
        {
            show();
        }
        else
        {
            session.Found(told.Found);
        }

        found.AddRange(told.Found);
        if (json is null && !session.Sarif)
        {
            session.Answer(told.Answer);
            session.Answer(told.Painted);
        }

        session.Surroundings.Out.Flush(); // both streams may be one terminal: talk must not overtake data
        session.Talk.Lines(told.Talk);
        json?.Found(told.Found);
        if (told.Json is { } write)
        {
            json?.Dataset(write);
        }
    }

    public ExitCode End()
    {
        json?.End();
        if (session.Sarif)
        {
            session.Data(SarifLog.Of(session.Surroundings.ToolVersion, found));
        }

        return Code;
    }

    public void Dispose() => json?.Dispose();
}
