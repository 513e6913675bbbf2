using System.Runtime.InteropServices;

namespace SynthTool.Cli;

/// <summary>Writes to stderr without <see cref="Console"/>, whose start (its libraries, a thread, signal handlers) costs as much as all of a build with nothing to do.</summary>
internal static partial class QuickOutput
{
    private const nint StandardError = 2;

    public static void WriteError(ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var error = Console.OpenStandardError();
            error.Write(bytes);
            return;
        }

        while (!bytes.IsEmpty && Write(StandardError, bytes, bytes.Length) is var written and > 0)
        {
            bytes = bytes[written..];
        }
    }

    // The runtime's own portable write, which begins again when a signal comes.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Write")]
    private static partial int Write(nint file, ReadOnlySpan<byte> bytes, int count);
}
