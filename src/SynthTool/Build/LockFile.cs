using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>
/// The committed record of a build: inputs, traces, shards, counts. One fact a line, sorted, so that branches merge line
/// by line; no time, no path of the machine, no measured number that is not a count. It can be made again for nothing.
/// </summary>
internal sealed record LockFile
{
    private const string Header = "# synth lock 1: written by `dotnet synth build`, to be committed; after a merge conflict run it again, it asks nothing";

    /// <summary>Facts that are compared to say what changed, by their name: <c>definition</c>, <c>template prompts/a.sbn</c>, <c>step draft</c> …</summary>
    public ImmutableSortedDictionary<string, string> Inputs { get; init; } = Empty;

    /// <summary>By stage and partition key.</summary>
    public ImmutableDictionary<TraceKey, Trace> Traces { get; init; } = ImmutableDictionary<TraceKey, Trace>.Empty;

    /// <summary>By their repository path.</summary>
    public ImmutableSortedDictionary<string, LockedShard> Shards { get; init; } = ImmutableSortedDictionary.Create<string, LockedShard>(StringComparer.Ordinal);

    /// <summary>Counts by name, such as <c>seeds</c>, <c>rows.train</c> or <c>dropped.filter.too short</c>.</summary>
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The gates as written; each was passed.</summary>
    public ImmutableSortedSet<string> Gates { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, string> Empty = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The lock's repository path.</summary>
    public static string PathFor(string definition) => definition[..^".yaml".Length] + ".lock";

    public byte[] Write()
    {
        var lines = Inputs.Select(i => $"input {Text(i.Key)} {Text(i.Value)}")
            .Concat(Traces.Select(t => string.Create(CultureInfo.InvariantCulture, $"partition {t.Key.Stage} {Text(t.Key.Partition)} {t.Value.Input} {t.Value.Output} {t.Value.Responses}")))
            .Concat(Shards.Select(s => string.Create(CultureInfo.InvariantCulture, $"shard {Text(s.Key)} {Text(s.Value.Output)} {Text(s.Value.Split)} {s.Value.Rows} {s.Value.Sha256}")))
            .Concat(Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"count {Text(c.Key)} {c.Value}")))
            .Concat(Gates.Select(g => $"gate {Text(g)} passed"))
            .Order(StringComparer.Ordinal);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Header)) + "\n");
    }

    /// <summary>Whether the text holds the marks that git leaves at a conflict.</summary>
    public static bool HasConflict(string text) =>
        text.Split('\n').Any(l => l.StartsWith("<<<<<<< ", StringComparison.Ordinal) || l.StartsWith(">>>>>>> ", StringComparison.Ordinal));

    /// <summary>Reads a lock. Lines that cannot be understood are given back and count for nothing: a lock is never a reason to stop.</summary>
    public static (LockFile Lock, ImmutableArray<int> UnknownLines) Parse(string text)
    {
        var inputs = Empty.ToBuilder();
        var traces = ImmutableDictionary.CreateBuilder<TraceKey, Trace>();
        var shards = ImmutableSortedDictionary.CreateBuilder<string, LockedShard>(StringComparer.Ordinal);
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var gates = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var unknown = ImmutableArray.CreateBuilder<int>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = Words(line);
            switch (words)
            {
                case ["input", var name, var value]:
                    inputs[name] = value;
                    break;
                case ["partition", var stage, var key, var input, var output, var responses]
                    when int.TryParse(stage, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                        && ContentHash.TryParse(input, out var i) && ContentHash.TryParse(output, out var o) && ContentHash.TryParse(responses, out var r):
                    traces[new TraceKey(index, key)] = new Trace(i, o, r);
                    break;
                case ["shard", var path, var output, var split, var rows, var sha256]
                    when long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && ContentHash.TryParse(sha256, out var sha):
                    shards[path] = new LockedShard(output, split, n, sha);
                    break;
                case ["count", var name, var value] when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n):
                    counts[name] = n;
                    break;
                case ["gate", var gate, "passed"]:
                    gates.Add(gate);
                    break;
                default:
                    if (line.Length > 0 && line[0] != '#')
                    {
                        unknown.Add(number);
                    }

                    break;
            }
        }

        var read = new LockFile
        {
            Inputs = inputs.ToImmutable(), Traces = traces.ToImmutable(), Shards = shards.ToImmutable(), Counts = counts.ToImmutable(), Gates = gates.ToImmutable(),
        };
        return (read, unknown.ToImmutable());
    }

    /// <summary>A word of a line: as it stands when it is plain, else as a JSON string.</summary>
    private static string Text(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '=')
            ? word
            : JsonValue.Of(word).GetRawText();

    /// <summary>The words of a line; none when one of them cannot be read.</summary>
    public static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            var end = line[at] == '"' ? EndOfString(line, at) : line.IndexOf(' ', at);
            end = end < 0 ? line.Length : end;
            if (Word(line[at..end]) is not { } word)
            {
                return [];
            }

            words.Add(word);
            at = end + 1;
        }

        return words;
    }

    private static int EndOfString(string line, int start)
    {
        for (var at = start + 1; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == '"')
            {
                return at + 1;
            }
        }

        return line.Length;
    }

    private static string? Word(string written)
    {
        if (!written.StartsWith('"'))
        {
            return written;
        }

        try
        {
            using var json = JsonDocument.Parse(written);
            return json.RootElement.GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>A stage of a partition.</summary>
/// <param name="Partition">The first seed's key, see <see cref="TraceKey.Of"/>.</param>
internal readonly record struct TraceKey(int Stage, string Partition)
{
    private const int Longest = 64;

    /// <summary>A long key is cut and told apart by its digest.</summary>
    public static TraceKey Of(int stage, string firstKey) =>
        new(stage, firstKey.Length <= Longest ? firstKey : $"{Cut(firstKey)}~{ContentHash.Of(firstKey).Short()}");

    // Never between the halves of a surrogate pair.
    private static string Cut(string key) => char.IsHighSurrogate(key[Longest - 1]) ? key[..(Longest - 1)] : key[..Longest];
}

/// <summary>What a stage made of a partition.</summary>
/// <param name="Input">Of the stage's digest, the rows before it and, for a corpus step, the decisions.</param>
/// <param name="Output">Of the rows after it.</param>
/// <param name="Responses">Of the answers used.</param>
internal readonly record struct Trace(ContentHash Input, ContentHash Output, ContentHash Responses);

/// <summary>A shard as the lock records it.</summary>
internal sealed record LockedShard(string Output, string Split, long Rows, ContentHash Sha256);
