namespace SynthTool.Tests.Shards;

/// <summary>A file of this repository.</summary>
internal static class RepositoryFile
{
    public static byte[] Bytes(string path)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Join(folder, "SynthTool.sln")))
            {
                return File.ReadAllBytes(Path.Join(folder, path));
            }
        }

        throw new FileNotFoundException(path);
    }
}
