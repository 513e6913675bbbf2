using System.Diagnostics;
using SynthTool.Files;
using SynthTool.Testing;

namespace SynthTool.Tests.Files;

public sealed class AnOsLock : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void LetsOneInAndTellsTheOthersWho()
    {
        using (var first = OsLock.TryAcquire(folder["sub/build.lock"], "process 1 of host, since noon", out var nobody))
        {
            Assert.NotNull(first);
            Assert.Null(nobody);
            Assert.Null(OsLock.TryAcquire(folder["sub/build.lock"], "process 2", out var holder));
            Assert.Equal("process 1 of host, since noon", holder);
        }

        using var second = OsLock.TryAcquire(folder["sub/build.lock"], "process 2", out _);
        Assert.NotNull(second);
        Assert.Null(OsLock.TryAcquire(folder["sub/build.lock"], "process 3", out var next));
        Assert.Equal("process 2", next);
    }

    [Fact]
    public void OfADeadProcessDoesNotCount()
    {
        folder.Write("build.lock", "a process that was killed");
        using var held = OsLock.TryAcquire(folder["build.lock"], "me", out _);
        Assert.NotNull(held);
    }

    [Fact]
    public void IsSeenByOtherProcesses()
    {
        using var held = OsLock.TryAcquire(folder["build.lock"], "me", out _);
        using var other = Start("flock", "-n", folder["build.lock"], "true");
        if (other is null)
        {
            return; // the test above covers the rule; this machine has no flock to ask with
        }

        other.WaitForExit();
        Assert.Equal(1, other.ExitCode);
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(program, arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
