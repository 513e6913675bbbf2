using System.Text.Json;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SynthTool.Report;

namespace SynthTool.MSBuild;

/// <summary>
/// Warns where a tool manifest above the project pins another <c>dotnet-synth</c> than the bundled one: a build and a command line would
/// then differ, and no one would know why.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckPinnedTool : Task
{
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The version of the build package and of the tool in it.</summary>
    [Required]
    public string Version { get; set; } = "";

    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes of warnings that stay what they are.</summary>
    public string? NotErrors { get; set; }

    public override bool Execute()
    {
        if (Nearest(Folder) is { } manifest && PinnedIn(manifest) is { } pinned && pinned != Version)
        {
            var isError = WarningPolicy.IsError(MsBuildDiagnostics.OtherToolPinned.Code, TreatWarningsAsErrors, NotErrors);
            this.Found(
                isError ? MsBuildDiagnostics.OtherToolPinned with { Severity = Diagnostics.Severity.Error } : MsBuildDiagnostics.OtherToolPinned,
                $"dotnet-synth {pinned} is pinned here, and SynthTool.Sdk {Version} builds with its own {Version} (hint: dotnet tool update dotnet-synth --version {Version}, or the same version for SynthTool.Sdk)",
                manifest);
        }

        return !Log.HasLoggedErrors;
    }

    // The nearest one that names the tool, as `dotnet tool run` finds it.
    private static string? Nearest(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var path in new[] { Path.Combine(folder, ".config", "dotnet-tools.json"), Path.Combine(folder, "dotnet-tools.json") })
            {
                if (File.Exists(path) && PinnedIn(path) is not null)
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static string? PinnedIn(string manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(manifest));
            return json.RootElement.TryGetProperty("tools", out var tools) && tools.TryGetProperty("dotnet-synth", out var tool) && tool.TryGetProperty("version", out var version)
                ? version.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null; // not ours to judge
        }
    }
}
