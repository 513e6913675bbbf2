using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>Checks the definition, schemas, templates and every seed. Writes nothing and asks nobody.</summary>
internal static class DatasetValidate
{
    public static async Task<ValidateOutcome> RunAsync(Workspace workspace, string definition, int jobs, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, new BuildOptions { Jobs = jobs, Offline = true }, NoListener.Instance) { ToleratesUnknownRows = true };
        try
        {
            await session.OpenAsync(ct);
        }
        catch (BuildStop)
        {
        }
        catch (FileFailure failure)
        {
            session.Findings.Add(failure.In(workspace.Root));
        }

        return new ValidateOutcome(session.Name, definition, session.Seeds?.Count ?? 0, session.Findings.ToSorted()) { Product = session.Seeds?.Product };
    }
}

/// <summary>What a validation found.</summary>
internal sealed record ValidateOutcome(string Dataset, string Definition, long Seeds, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Where sources are crossed, how many combinations they have; else null.</summary>
    public ProductSize? Product { get; init; }
}
