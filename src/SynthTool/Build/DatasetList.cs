using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Says what a dataset is and what it needs, from its definition and its lock alone. Writes nothing.</summary>
internal static class DatasetList
{
    private const int MaxLockBytes = 1024 * 1024 * 1024;

    public static ListedDataset Run(Workspace workspace, string definition)
    {
        var graph = DatasetGraph.Of(workspace.Root, [definition]);
        var findings = new Findings();
        if (graph[definition].Content is not { } content)
        {
            findings.Add(graph[definition].Problem?.Explain(definition) ?? new Diagnostic(
                BuildDiagnostics.UpstreamUnusable, new SourcePlace(definition), $"The definition {Quoted.Path(definition)} has errors", $"`dotnet synth validate {ToolCommand.Argument(definition)}` names them"));
            return new ListedDataset(graph.NameOf(definition), definition, null, null, [], [], findings.ToSorted());
        }

        var needs = content.Sources.Select(s => s.Upstream).OfType<Definition.UpstreamReference>()
            .Select(u => new ListedNeed(graph.NameOf(u.Path.Value), u.Path.Value, u.Output?.Value, u.Split?.Value))
            .Distinct().OrderBy(n => n.Definition, StringComparer.Ordinal).ThenBy(n => n.Output, StringComparer.Ordinal).ThenBy(n => n.Split, StringComparer.Ordinal);
        if (graph.CircleFrom(definition) is { } circle && circle.Contains(definition))
        {
            findings.Add(
                BuildDiagnostics.UpstreamCycle, content.Name.Place, $"The dataset {Quoted.Text(content.Name.Value)} would be made of its own rows: {string.Join(" → ", circle.Select(graph.NameOf))}",
                "one of these has to take its rows from elsewhere");
        }

        var locked = LockOf(workspace.Root, definition);
        var outputs = content.Outputs.Select(o => new ListedOutput(o.Name.Value, locked is null ? null : locked.Shards.Values.Where(s => s.Output == o.Name.Value).Sum(s => s.Rows)));
        return new ListedDataset(content.Name.Value, definition, content.Version, locked?.Counts.GetValueOrDefault("rows"), [.. outputs], [.. needs], findings.ToSorted());
    }

    private static LockFile? LockOf(RepositoryRoot root, string definition)
    {
        var text = FileContent.ReadText(root.Absolute(LockFile.PathFor(definition)), MaxLockBytes);
        return text.Problem is null && LockFile.Parse(text.Text).Lock is { Inputs.Count: > 0 } read ? read : null;
    }
}

/// <summary>A dataset of the repository.</summary>
/// <param name="Rows">After the last step, as the lock records them; null without a lock.</param>
internal sealed record ListedDataset(
    string Dataset, string Definition, string? Version, long? Rows, ImmutableArray<ListedOutput> Outputs, ImmutableArray<ListedNeed> Needs, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>One of its outputs.</summary>
/// <param name="Rows">As the lock records them; null without a lock.</param>
internal sealed record ListedOutput(string Name, long? Rows);

/// <summary>A dataset whose rows are its seeds.</summary>
/// <param name="Output">Null: the only one.</param>
/// <param name="Split">Null: all.</param>
internal sealed record ListedNeed(string Dataset, string Definition, string? Output, string? Split);
