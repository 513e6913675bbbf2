using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>Builds a few seeds for real, without touching shards or lock; answers go to the store, so that a build reuses them.</summary>
internal static class DatasetPreview
{
    /// <param name="seeds">How many seeds, from the first.</param>
    public static Task<PreviewOutcome> RunAsync(
        Workspace workspace, string definition, int seeds, BuildOptions options, IBuildListener listener, Consent consent, CancellationToken ct) =>
        throw new NotSupportedException(definition);
}

/// <summary>The rows of a preview.</summary>
internal sealed record PreviewOutcome(string Dataset, string Definition, ExitCode ExitCode, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The names of the columns of <see cref="Rows"/>: those of the first output.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    public ImmutableArray<PreviewRow> Rows { get; init; } = [];

    public ImmutableArray<PreviewDrop> Dropped { get; init; } = [];

    public ImmutableArray<MissingRequest> Missing { get; init; } = [];

    public long Calls { get; init; }

    public long Reused { get; init; }

    public decimal? Cost { get; init; }

    public string? Currency { get; init; }
}

/// <summary>One row that would be shipped.</summary>
internal sealed record PreviewRow(string Id, string? Split, ImmutableArray<JsonElement> Values);

/// <summary>One row that would not.</summary>
internal sealed record PreviewDrop(string Id, string Step, string Reason, string? Because);
