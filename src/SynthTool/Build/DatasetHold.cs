using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Takes a dataset's lock: who buys for it or writes it works alone.</summary>
internal static class DatasetHold
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for another holder unless that is not wanted.</summary>
    /// <exception cref="BuildStop">Another process holds it, and <see cref="BuildOptions.NoWait"/> is set.</exception>
    public static async Task<OsLock> AcquireAsync(BuildSession session, CancellationToken ct)
    {
        CacheFolder.Ignore(session.Workspace.Root);
        var told = false;
        while (true)
        {
            if (OsLock.TryAcquire(session.Cache.Lock, session.Workspace.ProcessName, out var holder) is { } held)
            {
                return held;
            }

            if (session.Options.NoWait)
            {
                session.Findings.Add(BuildDiagnostics.Busy, null, $"\"{session.Name}\" is being built by {Quoted.Text(holder ?? "another process")}", "wait for it, or leave --no-wait out");
                throw new BuildStop(ExitCode.Busy);
            }

            if (!told)
            {
                session.Listener.On(new BuildEvent.Waiting(session.Name, holder ?? ""));
                told = true;
            }

            await Task.Delay(Poll, session.Workspace.Clock, ct);
        }
    }
}
