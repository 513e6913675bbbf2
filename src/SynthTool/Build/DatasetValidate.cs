using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>Checks the definition, schemas, templates and every seed. Writes nothing and asks nobody.</summary>
internal static class DatasetValidate
{
    public static Task<ValidateOutcome> RunAsync(Workspace workspace, string definition, int jobs, CancellationToken ct) =>
        throw new NotSupportedException(definition);
}

/// <summary>What a validation found.</summary>
internal sealed record ValidateOutcome(string Dataset, string Definition, long Seeds, ImmutableArray<Diagnostic> Diagnostics);
