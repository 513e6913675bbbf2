using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Store;

namespace SynthTool.Steps;

/// <summary>
/// A block as bytes: one line of canonical JSON each for the counts, for every seed, and below a seed for its rows.
/// Equal blocks are equal bytes, so the digest of the bytes is the identity of the rows.
/// </summary>
internal static class BlockFormat
{
    /// <summary>Raised when the lines' form changes: blocks of other epochs are not read, and every stage runs again from stored answers.</summary>
    public const int Epoch = 1;

    public static void Write(Block block, IBufferWriter<byte> buffer)
    {
        WriteCounts(block, buffer);
        Seed? seed = null;
        foreach (var outcome in block.Outcomes)
        {
            if (!ReferenceEquals(seed, outcome.Row.Seed))
            {
                seed = outcome.Row.Seed;
                WriteSeed(seed, buffer);
            }

            WriteOutcome(outcome, buffer);
        }
    }

    /// <summary>Reads a block; nothing of it stays in <paramref name="bytes"/>.</summary>
    /// <exception cref="FormatException">The bytes are not a block: a caller treats it as not stored.</exception>
    public static Block Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ReadLines(bytes);
        }
        catch (Exception e) when (IsOfForm(e))
        {
            throw new FormatException("The block cannot be read.", e);
        }
    }

    /// <summary>Reads the JSON of one seed's line.</summary>
    /// <exception cref="FormatException">It is no seed's.</exception>
    public static Seed ReadSeed(ReadOnlySpan<byte> json)
    {
        try
        {
            return SeedOf(JsonValue.Parse(json));
        }
        catch (Exception e) when (IsOfForm(e))
        {
            throw new FormatException("The block cannot be read.", e);
        }
    }

    /// <summary>Reads the JSON of one row's line.</summary>
    /// <exception cref="FormatException">It is no row's.</exception>
    public static Outcome ReadOutcome(ReadOnlySpan<byte> json, Seed seed)
    {
        try
        {
            return ReadOutcome(JsonValue.Parse(json), seed);
        }
        catch (Exception e) when (IsOfForm(e))
        {
            throw new FormatException("The block cannot be read.", e);
        }
    }

    private static bool IsOfForm(Exception e) => e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentException;

    private static Seed SeedOf(JsonElement json) => new(json.GetProperty("key").GetString()!, json.GetProperty("value"), json.GetProperty("group").GetString()!);

    private static Block ReadLines(ReadOnlySpan<byte> bytes)
    {
        ImmutableArray<StepCount>? counts = null;
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        Seed? seed = null;
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            end = end < 0 ? throw new FormatException("The block is cut.") : end;
            var json = JsonValue.Parse(bytes[1..end]);
            switch (bytes[0])
            {
                case (byte)'c':
                    counts = ReadCounts(json);
                    break;
                case (byte)'s':
                    seed = SeedOf(json);
                    break;
                case (byte)'r':
                    outcomes.Add(ReadOutcome(json, seed ?? throw new FormatException("A row comes before its seed.")));
                    break;
                default:
                    throw new FormatException("An unknown line.");
            }

            bytes = bytes[(end + 1)..];
        }

        return new Block(outcomes.DrainToImmutable(), counts ?? throw new FormatException("The counts are missing."));
    }

    private static void WriteCounts(Block block, IBufferWriter<byte> to) => Line('c', to, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", Epoch);
        json.WriteStartArray("steps");
        foreach (var count in block.Counts)
        {
            json.WriteStartArray();
            json.WriteStringValue(count.Step);
            json.WriteNumberValue(count.In);
            json.WriteNumberValue(count.Out);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static ImmutableArray<StepCount> ReadCounts(JsonElement json) => json.GetProperty("epoch").GetInt32() == Epoch
        ? [.. json.GetProperty("steps").EnumerateArray().Select(s => new StepCount(s[0].GetString()!, s[1].GetInt64(), s[2].GetInt64()))]
        : throw new FormatException("The block is of another epoch.");

    private static void WriteSeed(Seed seed, IBufferWriter<byte> to)
    {
        to.Write("s{\"group\":"u8);
        CanonicalJson.WriteString(seed.Group, to);
        to.Write(",\"key\":"u8);
        CanonicalJson.WriteString(seed.Key, to);
        to.Write(",\"value\":"u8);
        CanonicalJson.Write(seed.Value, to);
        to.Write("}\n"u8);
    }

    private static void WriteOutcome(Outcome outcome, IBufferWriter<byte> to)
    {
        to.Write("r{\"columns\":{"u8);
        var first = true;
        foreach (var column in outcome.Row.Columns)
        {
            to.Write(first ? ""u8 : ","u8);
            first = false;
            CanonicalJson.WriteString(column.Name, to);
            to.Write(":"u8);
            CanonicalJson.Write(column.Value, to);
        }

        to.Write("},\"id\":"u8);
        CanonicalJson.WriteString(outcome.Row.Id, to);
        if (outcome.Row.Calls.Length > 0)
        {
            to.Write(",\"calls\":"u8);
            Json(to, json => WriteCalls(json, outcome.Row.Calls));
        }

        if (outcome.Row.Split is { } split)
        {
            to.Write(",\"split\":"u8);
            CanonicalJson.WriteString(split, to);
        }

        if (outcome.Removal is { } removal)
        {
            to.Write(",\"removal\":"u8);
            Json(to, json => WriteRemoval(json, removal));
        }

        to.Write("}\n"u8);
    }

    private static void WriteCalls(Utf8JsonWriter json, ImmutableArray<Call> calls)
    {
        json.WriteStartArray();
        foreach (var call in calls)
        {
            json.WriteStartArray();
            json.WriteStringValue(call.Step);
            json.WriteStringValue(call.Teacher);
            json.WriteNumberValue(call.Sample);
            json.WriteStringValue(call.Finish);
            json.WriteNumberValue(call.InputTokens ?? -1);
            json.WriteNumberValue(call.OutputTokens ?? -1);
            json.WriteStringValue(call.Reasoning);
            foreach (var turn in call.Turns)
            {
                json.WriteStringValue(turn.Request.ToString());
                json.WriteStringValue(turn.Answer.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static Call ReadCall(JsonElement json)
    {
        var length = json.GetArrayLength();
        var turns = ImmutableArray.CreateBuilder<Turn>((length - 7) / 2);
        for (var i = 7; i + 1 < length; i += 2)
        {
            turns.Add(new Turn(ReadHash(json[i]), ReadHash(json[i + 1])));
        }

        return new Call(
            json[0].GetString()!, json[1].GetString()!, json[2].GetInt32(), json[3].GetString()!,
            json[4].GetInt64() is >= 0 and var input ? input : null, json[5].GetInt64() is >= 0 and var output ? output : null,
            json[6].GetString(), turns.DrainToImmutable());
    }

    private static ContentHash ReadHash(JsonElement json) =>
        ContentHash.TryParse(json.GetString(), out var hash) ? hash : throw new FormatException("A digest cannot be read.");

    private static void WriteRemoval(Utf8JsonWriter json, Removal removal)
    {
        json.WriteStartArray();
        json.WriteStringValue(removal.Step);
        json.WriteStringValue(removal.Reason);
        json.WriteStringValue(removal.Because);
        json.WriteBooleanValue(removal.IsQuarantine);
        json.WriteEndArray();
    }

    private static Outcome ReadOutcome(JsonElement json, Seed seed)
    {
        var row = new Row(json.GetProperty("id").GetString()!, seed)
        {
            Columns = ReadColumns(json.GetProperty("columns")),
            Calls = json.TryGetProperty("calls", out var calls) ? ReadCalls(calls) : [],
            Split = json.TryGetProperty("split", out var split) ? split.GetString() : null,
        };
        var removal = json.TryGetProperty("removal", out var r)
            ? new Removal(r[0].GetString()!, r[1].GetString()!, r[2].GetString(), r[3].GetBoolean())
            : null;
        return new Outcome(row, removal);
    }

    // Loops: the framework brings no compiled code for queries over these values, and a short run reads few rows.
    private static ImmutableArray<Column> ReadColumns(JsonElement json)
    {
        var columns = new Column[json.GetPropertyCount()];
        var at = 0;
        foreach (var column in json.EnumerateObject())
        {
            columns[at++] = new Column(column.Name, column.Value);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(columns);
    }

    private static ImmutableArray<Call> ReadCalls(JsonElement json)
    {
        var calls = new Call[json.GetArrayLength()];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = ReadCall(json[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(calls);
    }

    private static void Line(char kind, IBufferWriter<byte> to, Action<Utf8JsonWriter> write)
    {
        to.Write([(byte)kind]);
        Json(to, write);
        to.Write("\n"u8);
    }

    private static void Json(IBufferWriter<byte> to, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { SkipValidation = true });
        write(json);
    }
}
