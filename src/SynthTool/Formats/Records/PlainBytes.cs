using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>The bytes of a file as they are.</summary>
internal sealed class PlainBytes(string absolute) : RecordBytes
{
    private readonly SafeFileHandle handle = Disk.OpenRead(absolute);

    public override int Read(Span<byte> buffer, long offset) => Disk.Read(handle, buffer, offset, absolute);

    public override void Dispose() => handle.Dispose();
}
