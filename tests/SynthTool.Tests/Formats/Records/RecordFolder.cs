using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

/// <summary>A folder with files of records, and what reading them gives.</summary>
internal sealed class RecordFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("synth-records-").FullName;

    public Dictionary<string, Shape> Types { get; } = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(path, recursive: true);

    public string PathOf(string name) => Path.Combine(path, name);

    public IReadOnlyList<Found> Read(string name, string text, int batch = 1024 * 1024) => Read(name, Encoding.UTF8.GetBytes(text), batch);

    public IReadOnlyList<Found> Read(string name, byte[] bytes, int batch = 1024 * 1024)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return Read(name, batch);
    }

    public IReadOnlyList<Found> Read(string name, int batch = 1024 * 1024)
    {
        var file = FileOf(name);
        return Read(file, RecordRange.Whole(file), batch);
    }

    public IReadOnlyList<Found> Read(RecordFile file, RecordRange range, int size)
    {
        using var reader = new RecordReader(file, range);
        var decoder = new RecordDecoder(Types.GetValueOrDefault);
        var batch = new RecordBatch();
        var all = new List<Found>();
        while (reader.Read(batch, size))
        {
            foreach (var record in batch.Records)
            {
                using var json = decoder.Decode(batch, record, out var problem);
                all.Add(new Found(json is null ? null : Encoding.UTF8.GetString(CanonicalJson.ToBytes(json.RootElement)), record.Line, batch.Offset + record.Start, record.Length, problem));
            }
        }

        return all;
    }

    public RecordFile FileOf(string name)
    {
        var format = RecordFormats.Of(name, out _)!.Value;
        return new RecordFile(name, PathOf(name), format, FileStamp.Of(PathOf(name))!.Value);
    }
}

/// <summary>One record in canonical form, or what is wrong with it.</summary>
internal sealed record Found(string? Json, long Line, long Offset, int Length, Diagnostic? Problem)
{
    public string? Code => Problem?.Kind.Code;
}
