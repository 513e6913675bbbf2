using Microsoft.Build.Framework;

namespace SynthTool.MSBuild;

/// <summary>Where a dataset's files lie: as the tool has it.</summary>
internal static class DatasetFolder
{
    private const string NameKey = "dataset:";

    /// <summary>The nearest folder upwards that holds <c>.git</c>, else the definition's own.</summary>
    public static string RootOf(string definition)
    {
        var own = Path.GetDirectoryName(definition)!;
        for (var folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return folder;
            }
        }

        return own;
    }

    /// <summary>The dataset's name as its definition's line says it, or null.</summary>
    public static string? NameIn(string definition)
    {
        var line = File.ReadLines(definition).FirstOrDefault(l => l.StartsWith(NameKey, StringComparison.Ordinal));
        return line?[NameKey.Length..].Split('#')[0].Trim().Trim('"', '\'') is { Length: > 0 } name && name is not ("." or "..") && name.IndexOfAny(['/', '\\', '\0']) < 0 ? name : null;
    }

    /// <summary>The full path of a file that the tool names relative to the root of one of the datasets.</summary>
    public static string Absolute(string path, ITaskItem[] datasets)
    {
        var candidates = datasets.Select(d => RootOf(d.GetMetadata("FullPath"))).Distinct(StringComparer.Ordinal).Select(root => Path.GetFullPath(Path.Combine(root, path))).ToList();
        return candidates.Find(File.Exists) ?? candidates[0];
    }
}
