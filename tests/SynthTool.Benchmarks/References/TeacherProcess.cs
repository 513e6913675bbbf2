using System.Diagnostics;
using System.Globalization;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.References;

/// <summary>The loopback teacher as a process of its own; ends when it is disposed.</summary>
internal sealed class TeacherProcess : IDisposable
{
    private const string Listening = "listening ";

    private readonly Process process;

    private TeacherProcess(Process process, string endpoint)
    {
        this.process = process;
        Endpoint = endpoint;
    }

    /// <summary>The base address, such as <c>http://127.0.0.1:40001/v1</c>.</summary>
    public string Endpoint { get; }

    public static async Task<TeacherProcess> StartAsync(int latencyMs, int words)
    {
        var programme = Path.Combine(AppContext.BaseDirectory, "SynthTool.LoopbackTeacher.dll");
        var process = ChildProcess.Start(
            AppContext.BaseDirectory, "dotnet", programme,
            "--latency-ms", latencyMs.ToString(CultureInfo.InvariantCulture), "--words", words.ToString(CultureInfo.InvariantCulture));
        var line = await process.StandardOutput.ReadLineAsync() ?? "";
        return line.StartsWith(Listening, StringComparison.Ordinal)
            ? new TeacherProcess(process, line[Listening.Length..])
            : throw new InvalidOperationException($"The loopback teacher does not start: {await process.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
