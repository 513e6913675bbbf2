using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>What the last build saw and wrote, as stamps, and what it said: enough to say "up to date" again.</summary>
/// <param name="Files">Inputs and outputs; each must be as it was.</param>
/// <param name="Store">The files that answers lie in: when one changed, what was made of them counts for nothing.</param>
/// <param name="Folders">The folders that globs and the walk for definitions looked into.</param>
/// <param name="Upstream">The definitions whose rows are seeds here: their own states must hold too.</param>
/// <param name="Outcome">What the build came to; its diagnostics are warnings, repeated by an up-to-date build.</param>
internal sealed record QuickState(ImmutableArray<TrustedStamp> Files, ImmutableArray<TrustedStamp> Store, ImmutableArray<TrustedStamp> Folders, ImmutableArray<string> Upstream, BuildOutcome Outcome)
{
    public bool HoldsFor(RepositoryRoot root, string toolVersion) =>
        Files.All(f => f.Holds(root)) && Folders.All(f => f.Holds(root)) && StoreHolds(root) && QuickStateFile.AllHold(root, toolVersion, Upstream.AsSpan());

    /// <summary>Whether the files that answers lie in are as the last build left them.</summary>
    public bool StoreHolds(RepositoryRoot root) => Store.All(f => f.Holds(root));

    public void Write(string absolute, string toolVersion)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        QuickStateFile.WriteHead(writer, toolVersion, UpToDate.Of(Outcome));
        TrustedStamp.WriteAll(writer, Files);
        TrustedStamp.WriteAll(writer, Store);
        TrustedStamp.WriteAll(writer, Folders);
        writer.Write(Upstream.Length);
        foreach (var definition in Upstream)
        {
            writer.Write(definition);
        }

        WriteOutcome(writer, Outcome);
        writer.Flush();
        SealedFile.Write(absolute, memory);
    }

    /// <summary>The state, or null when there is none that this tool can use.</summary>
    public static QuickState? Read(string absolute, string toolVersion) => QuickStateFile.Read(absolute, toolVersion, static (_, reader) =>
        new QuickState(TrustedStamp.ReadAll(reader), TrustedStamp.ReadAll(reader), TrustedStamp.ReadAll(reader), [.. QuickStateFile.ReadUpstream(reader)], ReadOutcome(reader)));

    private static void WriteOutcome(BinaryWriter writer, BuildOutcome outcome)
    {
        writer.Write(outcome.Dataset);
        writer.Write(outcome.Definition);
        writer.Write(outcome.Rows);
        writer.Write(outcome.Seeds);
        Write(writer, outcome.Product);
        writer.Write(outcome.Reused);
        writer.Write(outcome.Quarantined);
        writer.Write(outcome.InputTokens);
        writer.Write(outcome.OutputTokens);
        writer.Write(outcome.MeanCallTime?.Ticks ?? 0);
        writer.Write(outcome.Shards.Total);
        Write(writer, outcome.Splits);
        writer.Write(outcome.Funnel.Length);
        foreach (var step in outcome.Funnel)
        {
            writer.Write(step.Step);
            writer.Write(step.In);
            writer.Write(step.Out);
            Write(writer, step.Dropped);
        }

        writer.Write(outcome.Diagnostics.Length);
        foreach (var found in outcome.Diagnostics)
        {
            Write(writer, found);
        }
    }

    private static BuildOutcome ReadOutcome(BinaryReader reader)
    {
        var outcome = new BuildOutcome
        {
            Dataset = reader.ReadString(),
            Definition = reader.ReadString(),
            Status = BuildStatus.UpToDate,
            ExitCode = ExitCode.Done,
            Rows = reader.ReadInt64(),
            Seeds = reader.ReadInt64(),
            Product = ReadProduct(reader),
            Reused = reader.ReadInt64(),
            Quarantined = reader.ReadInt64(),
            InputTokens = reader.ReadInt64(),
            OutputTokens = reader.ReadInt64(),
            MeanCallTime = reader.ReadInt64() is > 0 and var ticks ? TimeSpan.FromTicks(ticks) : null,
        };
        var shards = reader.ReadInt32();
        var splits = ReadCounts(reader);
        var funnel = new FunnelStep[SealedFile.ReadCount(reader, leastBytes: 21)];
        for (var i = 0; i < funnel.Length; i++)
        {
            funnel[i] = new FunnelStep(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), ReadCounts(reader));
        }

        var found = new Diagnostic[SealedFile.ReadCount(reader, leastBytes: 6)];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = ReadDiagnostic(reader);
        }

        return outcome with { Shards = new ShardCounts(shards, 0, shards, 0), Splits = splits, Funnel = [.. funnel], Diagnostics = [.. found] };
    }

    private static void Write(BinaryWriter writer, ProductSize? product)
    {
        writer.Write(product?.Sources.Length ?? 0);
        foreach (var source in product?.Sources ?? [])
        {
            writer.Write(source.Name);
            writer.Write(source.Count);
        }
    }

    private static ProductSize? ReadProduct(BinaryReader reader)
    {
        var sources = new CrossedCount[SealedFile.ReadCount(reader, leastBytes: 9)];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = new CrossedCount(reader.ReadString(), reader.ReadInt64());
        }

        return sources.Length == 0 ? null : new ProductSize([.. sources]);
    }

    private static void Write(BinaryWriter writer, ImmutableSortedDictionary<string, long> counts)
    {
        writer.Write(counts.Count);
        foreach (var (name, count) in counts)
        {
            writer.Write(name);
            writer.Write(count);
        }
    }

    private static ImmutableSortedDictionary<string, long> ReadCounts(BinaryReader reader)
    {
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            counts[reader.ReadString()] = reader.ReadInt64();
        }

        return counts.ToImmutable();
    }

    private static void Write(BinaryWriter writer, Diagnostic found)
    {
        writer.Write(found.Kind.Code);
        writer.Write(found.IsError);
        writer.Write(found.Kind.Title);
        writer.Write(found.Place is not null);
        if (found.Place is { } place)
        {
            writer.Write(place.Path);
            writer.Write(place.Line);
            writer.Write(place.Column);
        }

        writer.Write(found.Message);
        writer.Write(found.Hint ?? "");
    }

    private static Diagnostic ReadDiagnostic(BinaryReader reader)
    {
        var kind = new DiagnosticKind(reader.ReadString(), reader.ReadBoolean() ? Severity.Error : Severity.Warning, reader.ReadString());
        var place = reader.ReadBoolean() ? new SourcePlace(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32()) : null;
        return new Diagnostic(kind, place, reader.ReadString(), reader.ReadString() is { Length: > 0 } hint ? hint : null);
    }
}
