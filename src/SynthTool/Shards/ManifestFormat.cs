using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>A manifest as JSON; <c>schemas/manifest.schema.json</c> is its schema.</summary>
internal static class ManifestFormat
{
    /// <summary>A larger file is no manifest.</summary>
    public const int MaxBytes = 64 << 20;

    public static byte[] Write(Manifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Manifest.CurrentFormat);
            json.WriteString("dataset", manifest.Dataset);
            WriteIfKnown(json, "version", manifest.Version);
            WriteIfKnown(json, "license", manifest.License);
            json.WriteNumber("shard_epoch", manifest.ShardEpoch);
            WriteAll(json, "outputs", manifest.Outputs, WriteOutput);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a manifest. Members that it does not know are ignored.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">The file's repository path, for findings.</param>
    public static Parsed<Manifest> Read(ReadOnlyMemory<byte> bytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 16 });
            return new Parsed<Manifest>(ReadManifest(document.RootElement), []);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            var why = error is FormatException ? error.Message : "it is not a manifest of this tool";
            return new Parsed<Manifest>(null, [new Diagnostic(
                ShardsDiagnostics.ManifestUnreadable, new SourcePlace(path), $"{Quoted.Path(path)} cannot be read: {why}", "a build writes it again")]);
        }
    }

    private static void WriteOutput(Utf8JsonWriter json, ManifestOutput output)
    {
        json.WriteString("name", output.Name);
        WriteAll(json, "columns", output.Columns, static (json, column) =>
        {
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
        });
        WriteAll(json, "splits", output.Splits, static (json, split) =>
        {
            json.WriteString("name", split.Name);
            json.WriteNumber("rows", split.Rows);
            WriteAll(json, "files", split.Files, WriteFile);
        });
    }

    private static void WriteFile(Utf8JsonWriter json, ManifestFile file)
    {
        json.WriteString("path", file.Path);
        json.WriteNumber("rows", file.Rows);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("sha256", file.Sha256.ToString());
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> all, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(json, one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static Manifest ReadManifest(JsonElement json) => json.GetProperty("format").GetInt32() != Manifest.CurrentFormat
        ? throw new FormatException("it has the form of another version of this tool")
        : new Manifest
        {
            Dataset = Text(json, "dataset"),
            Version = TextIfKnown(json, "version"),
            License = TextIfKnown(json, "license"),
            ShardEpoch = json.GetProperty("shard_epoch").GetInt32(),
            Outputs = All(json, "outputs", o => new ManifestOutput(
                Text(o, "name"),
                All(o, "columns", c => new ManifestColumn(Text(c, "name"), Text(c, "type"))),
                All(o, "splits", s => new ManifestSplit(Text(s, "name"), All(s, "files", ReadFile))))),
        };

    private static ManifestFile ReadFile(JsonElement json) => new(
        IsSafe(Text(json, "path")) ? Text(json, "path") : throw new FormatException($"the path {Quoted.Text(Text(json, "path"))} leads elsewhere"),
        Count(json, "rows"),
        Count(json, "bytes"),
        ContentHash.TryParse(Text(json, "sha256"), out var sha256) ? sha256 : throw new FormatException("a digest is not one"));

    // What a manifest names may be removed by a later build: nothing outside its folder is ever meant.
    private static bool IsSafe(string path) => path.EndsWith(".parquet", StringComparison.Ordinal)
        && path.Split('/') is { Length: >= 2 } parts
        && parts.All(p => p.Length > 0 && p is not ("." or "..") && p.All(c => !char.IsControl(c) && c is not ('\\' or ':')));

    private static ImmutableArray<T> All<T>(JsonElement json, string name, Func<JsonElement, T> read) => [.. json.GetProperty(name).EnumerateArray().Select(read)];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? TextIfKnown(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long Count(JsonElement json, string name) => json.GetProperty(name).GetInt64() is >= 0 and var count ? count : throw new FormatException($"{name} is negative");
}
