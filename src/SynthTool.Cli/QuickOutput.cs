using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SynthTool.Cli;

/// <summary>Writes to stderr without loading the console's library, which costs a quarter of a process's start.</summary>
/// <remarks>The system's own write and not a stream's: a file that several processes share keeps one position.</remarks>
internal static partial class QuickOutput
{
    private const nint StandardError = 2;

    public static void Write(ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            WriteToConsole(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            var written = Write(StandardError, in MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written <= 0)
            {
                return; // nobody reads it
            }

            bytes = bytes[written..];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteToConsole(ReadOnlySpan<byte> bytes)
    {
        using var error = Console.OpenStandardError();
        error.Write(bytes);
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Write")]
    private static partial int Write(nint descriptor, in byte bytes, int count);
}
