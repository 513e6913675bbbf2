using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SynthTool.Report;

namespace SynthTool.MSBuild;

/// <summary>Writes the targets that a package of datasets needs to bring its files to the output of whoever refers to it.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteDatasetPackage : Task
{
    private static readonly string[] ShardMetadata = ["Dataset", "output", "Split", "Rows", "Sha256"];

    [Required]
    public ITaskItem[] Datasets { get; set; } = [];

    /// <summary>Of built datasets.</summary>
    public ITaskItem[] Manifests { get; set; } = [];

    /// <summary>Shards and what goes with them; each has a PackagePath.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Where the targets are written.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>The package's version is that of its datasets.</summary>
    public bool VersionFromDatasets { get; set; }

    /// <summary>The datasets' one version; empty when none declares one.</summary>
    [Output]
    public string Version { get; set; } = "";

    public override bool Execute()
    {
        if (Manifests.Length < Datasets.Length)
        {
            this.Found(MsBuildDiagnostics.ManifestUnreadable, $"{Datasets.Length - Manifests.Length} of {Datasets.Length} datasets are not built, so they cannot be packed (hint: dotnet build first, or pack without --no-build)");
            return false;
        }

        var versions = Manifests.Select(m => m.GetMetadata("Version")).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (VersionFromDatasets && versions.Count > 1)
        {
            this.Found(MsBuildDiagnostics.SeveralVersions, $"the datasets have the versions {string.Join(", ", versions.Order(StringComparer.Ordinal))} (hint: give them one, or set PackageVersion in the project)");
            return false;
        }

        Version = versions.FirstOrDefault() ?? "";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, Targets().ToString(SaveOptions.None) + "\n");
        return true;
    }

    // Lies in build/ and buildTransitive/: the package's root is one folder up from either.
    private XElement Targets() => new(
        "Project",
        new XElement("ItemGroup", Files.Where(f => f.GetMetadata("Sha256").Length > 0).Select(Shard)),
        new XElement("ItemGroup", new XAttribute("Condition", "'$(SynthCopyToOutput)' != 'false'"), Files.Select(Content)));

    private static XElement Shard(ITaskItem file) => new(
        "SynthShard", new XAttribute("Include", InPackage(file)), ShardMetadata.Select(name => new XAttribute(name, file.GetMetadata(name))));

    private static XElement Content(ITaskItem file) => new(
        "None",
        new XAttribute("Include", InPackage(file)),
        new XAttribute("Link", file.GetMetadata("TargetPath").Replace('\\', '/')),
        new XAttribute("CopyToOutputDirectory", "IfDifferent"),
        new XAttribute("CopyToPublishDirectory", "IfDifferent"),
        new XAttribute("Visible", "false"),
        new XAttribute("Pack", "false"));

    private static string InPackage(ITaskItem file) => $"$(MSBuildThisFileDirectory)../{file.GetMetadata("PackagePath").Replace('\\', '/')}";
}
