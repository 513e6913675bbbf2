using SynthTool.Build;
using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>Tells a build while it runs: one line that is rewritten on a terminal, a line now and then elsewhere.</summary>
/// <remarks>
/// Findings are shown at once only while the teacher is asked, because that may take hours; the others come sorted with the outcome.
/// </remarks>
internal sealed class ConsoleReport(Talk talk, TimeProvider clock) : IBuildListener
{
    private const int AtOncePerCode = 10;
    private static readonly TimeSpan LiveEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly HashSet<Diagnostic> shown = [];
    private long phaseStart = clock.GetTimestamp();
    private long lastShown = clock.GetTimestamp();
    private bool nothingShown = true;
    private bool asking;

    public void On(BuildEvent happened)
    {
        lock (gate)
        {
            switch (happened)
            {
                case BuildEvent.Waiting waiting:
                    talk.Line($"{waiting.Dataset}: waiting for {(waiting.Holder.Length == 0 ? "another build" : waiting.Holder)}, which builds it");
                    break;
                case BuildEvent.PhaseStarted started:
                    Start(started);
                    break;
                case BuildEvent.Progressed progressed:
                    Show(progressed);
                    break;
                case BuildEvent.Found found when asking:
                    ShowOnce(found.Diagnostic);
                    break;
            }
        }
    }

    /// <summary>The end of a dataset: of its findings those that were not shown yet.</summary>
    public void Finish(IEnumerable<Diagnostic> all)
    {
        lock (gate)
        {
            talk.EndProgress();
            foreach (var found in all.Where(d => !shown.Contains(d)))
            {
                talk.Found(found);
            }

            shown.Clear();
            asking = false;
        }
    }

    private void Start(BuildEvent.PhaseStarted started)
    {
        phaseStart = clock.GetTimestamp();
        asking = started.Phase == "teacher";
        if (talk.Style is { Verbose: true, Live: false })
        {
            talk.Line($"{started.Dataset}: {ProgressLine.Doing(started.Phase)}{(started.Total > 0 ? $" ({Amounts.Of(started.Total)})" : "")}");
        }
    }

    private void Show(BuildEvent.Progressed progressed)
    {
        var now = clock.GetTimestamp();
        var every = talk.Style.Live ? LiveEvery : PlainEvery;
        if (clock.GetElapsedTime(lastShown, now) < every && !(nothingShown && talk.Style.Live))
        {
            return;
        }

        lastShown = now;
        nothingShown = false;
        var line = ProgressLine.Of(progressed.Dataset, progressed.Progress, clock.GetElapsedTime(phaseStart, now));
        if (talk.Style.Live)
        {
            talk.Progress(line);
        }
        else
        {
            talk.Line(line);
        }
    }

    private void ShowOnce(Diagnostic found)
    {
        if (shown.Count(d => d.Kind.Code == found.Kind.Code) < AtOncePerCode && shown.Add(found))
        {
            talk.Found(found);
        }
    }
}
