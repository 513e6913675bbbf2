using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Where a dataset's disposable files lie: <c>.synth/cache/&lt;definition's name&gt;-&lt;hash of its path&gt;</c> in the work tree.</summary>
internal sealed record CacheFolder(string AbsolutePath)
{
    /// <summary>The folder of all datasets.</summary>
    public static string Root(RepositoryRoot root) => Path.Join(root.AbsolutePath, ".synth", "cache");

    public static CacheFolder For(RepositoryRoot root, string definition)
    {
        var name = Path.GetFileName(definition).Replace(".synth.yaml", "", StringComparison.Ordinal);
        return new CacheFolder(Path.Join(Root(root), $"{name}-{PathHash.Of(definition)[..8]}"));
    }

    /// <summary>Keeps everything below <c>.synth</c> out of git, whatever the repository's own rules say.</summary>
    public static void Ignore(RepositoryRoot root)
    {
        foreach (var folder in new[] { root.AbsolutePath, root.MainWorktreeRoot }.Distinct(StringComparer.Ordinal))
        {
            var path = Path.Join(folder, ".synth", ".gitignore");
            if (!Disk.FileExists(path))
            {
                AtomicFile.Write(path, "*\n"u8, durable: false);
            }
        }
    }

    public string QuickState => Path.Join(AbsolutePath, "state");

    public string Records => Path.Join(AbsolutePath, "records");

    public string Sketches => Path.Join(AbsolutePath, "sketches");

    public string Blocks => Path.Join(AbsolutePath, "blocks");

    public string Shape => Path.Join(AbsolutePath, "shape");

    /// <summary>How outputs take their columns from stored rows, where that is plain.</summary>
    public string Reading => Path.Join(AbsolutePath, "reading");

    public string Seeds => Path.Join(AbsolutePath, "seeds");

    /// <summary>The rows of the datasets that this one needs, as it read them.</summary>
    public string Rows => Path.Join(AbsolutePath, "rows");

    /// <summary>The same, as something read them that builds nothing: a build may be reading the others.</summary>
    public string AskedRows => Path.Join(AbsolutePath, "rows-asked");

    /// <summary>Shards that a build which has not ended may have written.</summary>
    public string Unfinished => Path.Join(AbsolutePath, "unfinished");

    /// <summary>The lock that one build of the dataset holds.</summary>
    public string Lock => AbsolutePath + ".lock";
}
