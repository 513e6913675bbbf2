using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Parquet;
using SynthTool.Steps;

namespace SynthTool.Shards;

/// <summary>A shard's file while it is being written.</summary>
internal sealed class ShardFile : IDisposable
{
    private readonly ShardPlan plan;
    private readonly ShardSet output;
    private readonly string absolute;
    private readonly AtomicFile file;
    private readonly DigestStream stream;
    private ParquetTable? table;

    private ShardFile(ShardPlan plan, ShardSet output, string absolute)
    {
        this.plan = plan;
        this.output = output;
        this.absolute = absolute;
        file = AtomicFile.Create(absolute);
        stream = new DigestStream(file.Stream);
    }

    /// <summary>Begins a file. Until it is finished its name holds what it held before.</summary>
    public static async Task<ShardFile> CreateAsync(ShardPlan plan, ShardSet output, string absolute, CancellationToken ct)
    {
        var shard = new ShardFile(plan, output, absolute);
        try
        {
            shard.table = await ParquetTable.CreateAsync(output.Columns, shard.stream, ct);
            return shard;
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            shard.Dispose();
            throw FileFailure.From(error, absolute, "Writing");
        }
    }

    public async ValueTask AddAsync(Row row, ReadOnlyMemory<JsonElement> values, CancellationToken ct)
    {
        try
        {
            await table!.AddAsync(values, ct);
        }
        catch (ParquetFailure failure)
        {
            throw new ShardFailure(new Diagnostic(failure.Kind, PlaceOf(failure), $"For row {Quoted.Text(row.Id)} of output {Quoted.Text(plan.Output)}: {failure.Message}", HintFor(failure.Kind)));
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Writing");
        }
    }

    /// <summary>Completes the file and puts it under its name.</summary>
    public async Task<WrittenShard> FinishAsync(CancellationToken ct)
    {
        if (table!.Rows != plan.Rows)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Shard {plan.Path} was planned with {plan.Rows} rows and has {table.Rows}."));
        }

        try
        {
            await table.FinishAsync(ct);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Writing");
        }

        var written = new WrittenShard(plan, stream.Digest(), stream.Written);
        file.Commit();
        return written;
    }

    public void Dispose()
    {
        table?.Dispose();
        stream.Dispose();
        file.Dispose();
    }

    private static string? HintFor(DiagnosticKind kind) =>
        kind == ParquetDiagnostics.NumberOutOfRange ? "write json(…) around the column's expression, or declare the field as a string; building again buys nothing anew" : null;

    private SourcePlace? PlaceOf(ParquetFailure failure) => output.Projection.Columns.FirstOrDefault(c => c.Name == failure.Column)?.Place;
}
