using System.Buffers;
using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>One file of committed answers: <c>step.jsonl</c>, or <c>step.3f.jsonl</c> for the keys that begin with <c>3f</c>.</summary>
internal sealed class CommittedFile : IDisposable
{
    public const string Extension = ".jsonl";

    private const int UsualLineBytes = 4096;
    private const int MaxLineBytes = Answer.MaxBytes + 4096; // what is longer is cut, and is refused for being longer than an answer

    private readonly SafeFileHandle handle;

    public CommittedFile(string path, int number)
    {
        FilePath = path;
        Number = number;
        Step = StepOf(Path.GetFileName(path));
        handle = Disk.OpenRead(path);
        Length = Disk.Length(handle, path);
    }

    public delegate T OnLine<out T>(ReadOnlySpan<byte> line);

    public string FilePath { get; }

    public int Number { get; }

    public string Step { get; }

    public long Length { get; }

    /// <summary>Whether its lines are sorted answers, each once, and nothing else.</summary>
    public bool IsTidy { get; set; } = true;

    public static string NameFor(string step, string prefix) => prefix.Length == 0 ? step + Extension : $"{step}.{prefix}{Extension}";

    public int Read(Span<byte> buffer, long offset) => Disk.Read(handle, buffer, offset, FilePath);

    /// <summary>Reads the line that begins at an offset, without its end.</summary>
    public T ReadLine<T>(long offset, OnLine<T> onLine)
    {
        for (var size = UsualLineBytes; ; size = Math.Min(size * 8, MaxLineBytes))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                var read = buffer.AsSpan(0, Read(buffer, offset));
                var end = read.IndexOf((byte)'\n');
                if (end >= 0 || read.Length < buffer.Length || size == MaxLineBytes)
                {
                    return onLine((end >= 0 ? read[..end] : read).TrimEnd("\r \t"u8));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>From 1; reads the file up to the offset.</summary>
    public int LineAt(long offset)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var line = 1;
        for (long at = 0; at < offset; at += buffer.Length)
        {
            line += buffer.AsSpan(0, Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, offset - at)), at)).Count((byte)'\n');
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return line;
    }

    public void Dispose() => handle.Dispose();

    private static string StepOf(string name)
    {
        var stem = name[..^Extension.Length];
        var dot = stem.LastIndexOf('.');
        var prefix = stem[(dot + 1)..];
        return dot > 0 && prefix.Length is >= 1 and <= CommittedWriter.MaxPrefixLength && prefix.All(char.IsAsciiHexDigitLower) ? stem[..dot] : stem;
    }
}
