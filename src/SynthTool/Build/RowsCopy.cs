using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Records;
using SynthTool.Seeds;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The rows of another dataset's output in the cache of the dataset that reads them: a file of lines for each split, and one that says what they were taken from.</summary>
/// <param name="session">The run that reads the rows.</param>
/// <param name="definition">The other dataset's definition.</param>
/// <param name="output">The output's name.</param>
/// <param name="splits">The splits that are read, in order.</param>
/// <param name="isOneSplit">Whether the source names the split.</param>
/// <param name="state">See <see cref="StateOf"/>.</param>
internal sealed class RowsCopy(BuildSession session, string definition, string output, ImmutableArray<string> splits, bool isOneSplit, ContentHash? state)
{
    private const int Epoch = 1;
    private const int PartitionsPerJob = 8;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private string Name => isOneSplit ? $"{definition}#{output}/{splits[0]}" : $"{definition}#{output}";

    /// <summary>What the rows follow from while the other dataset is up to date: its lock. Null when it is not.</summary>
    public static ContentHash? StateOf(BuildSession session, string definition)
    {
        var workspace = session.Workspace;
        if (QuickCheck.TrySummary(workspace.Root, definition, workspace.ToolVersion) is null)
        {
            return null;
        }

        var content = FileContent.Read(workspace.Root.Absolute(LockFile.PathFor(definition)), 1024 * 1024 * 1024);
        return content.Problem is null ? ContentHash.Of(content.Bytes) : null;
    }

    /// <summary>The copy that lies there, if it was taken from this state.</summary>
    public SourceRows? TryUse() =>
        state is not { } known ? null : TryUse(known, session.Cache.Rows) ?? (session.Builds ? null : TryUse(known, session.Cache.AskedRows));

    /// <summary>The columns alone, while the rows wait for answers.</summary>
    public SourceRows WithoutRows(BuildSession upstream) => new(Name, FieldsOf(upstream), []);

    /// <summary>Copies the rows; a file that holds them already stays as it is.</summary>
    public async Task<SourceRows> WriteAsync(BuildSession upstream, Evaluation evaluation, CancellationToken ct)
    {
        var folder = session.Builds ? session.Cache.Rows : session.Cache.AskedRows;
        var fields = FieldsOf(upstream);
        var projection = upstream.Projections[IndexOf(upstream)];
        var files = splits.ToDictionary(s => s, s => AtomicFile.Create(PathOf(folder, s), durable: false), StringComparer.Ordinal);
        try
        {
            foreach (var some in upstream.Seeds.Partitions.Chunk(upstream.Options.Jobs * PartitionsPerJob))
            {
                var lines = new Dictionary<string, ArrayBufferWriter<byte>>[some.Length];
                await Parallel.ForEachAsync(Enumerable.Range(0, some.Length), new ParallelOptions { MaxDegreeOfParallelism = upstream.Options.Jobs, CancellationToken = ct }, async (i, stop) =>
                    lines[i] = LinesOf((await evaluation.BlockAsync(upstream.Replay.Length - 1, some[i].Index, stop)).Rows, projection, fields, upstream.Findings));
                foreach (var (split, bytes) in lines.SelectMany(l => l))
                {
                    files[split].Append(bytes.WrittenSpan);
                }
            }

            foreach (var file in files.Values)
            {
                file.CommitIfChanged();
            }
        }
        finally
        {
            files.Values.ToList().ForEach(f => f.Dispose());
        }

        var copy = new SourceRows(Name, fields, [.. splits.Select(s => FileOf(folder, s))]);
        if (state is { } known)
        {
            Remember(copy, known, folder);
        }

        return copy;
    }

    /// <summary>Removes the copies of what the definition does not name any more.</summary>
    public static void RemoveOthers(BuildSession session, IEnumerable<SourceRows> used)
    {
        if (!session.Builds || session.Options.Rehearse)
        {
            return;
        }

        Disk.DeleteFolder(session.Cache.AskedRows);
        var kept = used.SelectMany(r => r.Files).Select(f => Path.GetFileName(f.AbsolutePath)).ToHashSet(StringComparer.Ordinal);
        var stems = kept.Select(k => k.Split('-')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Disk.FolderExists(session.Cache.Rows) ? Disk.FilesIn(session.Cache.Rows) : [])
        {
            if (!kept.Contains(name) && !(name.EndsWith(".from", StringComparison.Ordinal) && stems.Contains(name[..^".from".Length])))
            {
                Disk.Delete(Path.Join(session.Cache.Rows, name));
            }
        }
    }

    /// <summary>The rows of the splits that are read, as lines.</summary>
    private Dictionary<string, ArrayBufferWriter<byte>> LinesOf(
        ImmutableArray<Steps.Row> rows, Projection projection, ImmutableArray<KeyValuePair<string, Shape>> fields, Findings findings)
    {
        var lines = splits.ToDictionary(s => s, _ => new ArrayBufferWriter<byte>(), StringComparer.Ordinal);
        var values = new JsonElement[projection.Columns.Length];
        foreach (var row in rows)
        {
            if (lines.TryGetValue(row.Split ?? PartitionRecord.DefaultSplit, out var to) && projection.TryProject(row, values, findings))
            {
                using (var json = new Utf8JsonWriter(to, Plain))
                {
                    SourceRows.WriteTo(json, row.Id, row.Seed.Group, fields, values);
                }

                to.Write("\n"u8);
            }
        }

        return lines;
    }

    private SourceRows? TryUse(ContentHash known, string folder)
    {
        if (SealedFile.Read(Path.Join(folder, Stem + ".from")) is not { } content)
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(content);
            return Read(reader, known, folder);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private SourceRows? Read(BinaryReader reader, ContentHash known, string folder)
    {
        if (reader.ReadInt32() != Epoch || reader.ReadString() != session.Workspace.ToolVersion || reader.ReadString() != known.ToString() || reader.ReadString() != Name)
        {
            return null;
        }

        var fields = new KeyValuePair<string, Shape>[SealedFile.ReadCount(reader, leastBytes: 2)];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = new(reader.ReadString(), Shape.TryParse(reader.ReadString()) ?? Shape.Any);
        }

        return splits.All(s => TrustedStamp.AllHold(reader, session.Workspace.Root)) ? new SourceRows(Name, [.. fields], [.. splits.Select(s => FileOf(folder, s))]) : null;
    }

    private void Remember(SourceRows copy, ContentHash known, string folder)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Epoch);
        writer.Write(session.Workspace.ToolVersion);
        writer.Write(known.ToString());
        writer.Write(copy.Name);
        writer.Write(copy.Fields.Length);
        foreach (var (name, shape) in copy.Fields)
        {
            writer.Write(name);
            writer.Write(shape.ToText());
        }

        foreach (var file in copy.Files)
        {
            TrustedStamp.WriteAll(writer, [new TrustedStamp(session.Workspace.Root.Relative(file.AbsolutePath), file.Stamp, false)]);
        }

        writer.Flush();
        SealedFile.Write(Path.Join(folder, Stem + ".from"), memory);
    }

    private string Stem => PathHash.Of(session.Options.Rehearse && state is null ? Name + " rehearsed" : Name);

    private string PathOf(string folder, string split) => Path.Join(folder, FormattableString.Invariant($"{Stem}-{splits.IndexOf(split)}.jsonl"));

    private Formats.Records.RecordFile FileOf(string folder, string split)
    {
        var path = PathOf(folder, split);
        return new Formats.Records.RecordFile($"{definition}#{output}/{split}", path, RecordFormat.JsonLines, FileStamp.Of(path) ?? throw FileFailure.From(new FileNotFoundException(), path, "Reading"));
    }

    private int IndexOf(BuildSession upstream) => upstream.Definition.Outputs.Select(o => o.Name.Value).ToList().IndexOf(output);

    private ImmutableArray<KeyValuePair<string, Shape>> FieldsOf(BuildSession upstream) =>
        [.. upstream.Projections[IndexOf(upstream)].Columns.Select(c => KeyValuePair.Create(c.Name, c.IsMessages ? Conversation.Shape : c.Declared))];
}
