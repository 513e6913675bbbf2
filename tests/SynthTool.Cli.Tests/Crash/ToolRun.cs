using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>A process that runs. Ended with the object, if not before.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder error = new();
    private readonly Task<string> output;
    private readonly Task talk;

    public ToolRun(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        talk = ReadAsync();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>What it said on stderr so far.</summary>
    public string Error
    {
        get
        {
            lock (error)
            {
                return error.ToString();
            }
        }
    }

    public async Task<ToolResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(limit.Token);
        await talk;
        return new ToolResult(process.ExitCode, await output, Error);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task<ToolResult> KillAsync()
    {
        process.Kill();
        return await EndAsync();
    }

    /// <summary>As Ctrl+C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until the condition holds or the process has ended.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition() && !HasEnded)
        {
            await Task.Delay(5);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        while (await process.StandardError.ReadAsync(buffer) is > 0 and var count)
        {
            lock (error)
            {
                error.Append(buffer, 0, count);
            }
        }
    }
}
