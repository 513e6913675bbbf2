using System.Diagnostics;
using SynthTool.Differences;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Cli.Git;

/// <summary>A running git: ends when it is disposed, when its caller gives up, or when it says nothing for too long.</summary>
internal sealed class GitRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Stream output;

    public GitRun(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        output = new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024);
    }

    public bool HasExited => process.HasExited;

    /// <summary>Sends one line.</summary>
    public void Ask(string line)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(line + "\n");
        try
        {
            process.StandardInput.BaseStream.Write(bytes);
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            throw Failure(); // it has ended, and its last words say why
        }
    }

    /// <summary>Says that no more is asked.</summary>
    public void Close() => process.StandardInput.Close();

    /// <summary>Runs something that reads, and ends the process when that takes too long or is not wanted any more.</summary>
    public T Guarded<T>(Func<Stream, T> read, CancellationToken ct)
    {
        using var patience = new Timer(_ => Kill(), null, Patience, Timeout.InfiniteTimeSpan);
        using var cancelled = ct.Register(Kill);
        try
        {
            return read(output);
        }
        catch (Exception error) when (error is EndOfStreamException or IOException)
        {
            ct.ThrowIfCancellationRequested();
            throw Failure();
        }
    }

    /// <summary>What git's own last words make of a run that failed.</summary>
    public RevisionFailure Failure()
    {
        Kill();
        var words = errors.Wait(Patience) ? errors.Result.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? "" : "";
        return new RevisionFailure(new Diagnostic(
            DifferencesDiagnostics.NoRevisions, null, $"git cannot read this repository{(words.Length > 0 ? $": {Quoted.Text(words)}" : "")}",
            "commits can be compared where `git log` works"));
    }

    public bool Ended(CancellationToken ct) => Guarded(stream =>
    {
        while (stream.ReadByte() >= 0)
        {
        }

        process.WaitForExit();
        return process.ExitCode == 0;
    }, ct);

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // it has ended
        }
    }
}
