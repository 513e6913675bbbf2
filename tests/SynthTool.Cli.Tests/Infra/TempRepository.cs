namespace SynthTool.Cli.Tests.Infra;

/// <summary>A folder that is a repository, gone after the test.</summary>
internal sealed class TempRepository : IDisposable
{
    public TempRepository(bool git = true)
    {
        Folder = Directory.CreateTempSubdirectory("synth-cli-").FullName;
        if (git)
        {
            Directory.CreateDirectory(Path.Combine(Folder, ".git"));
        }
    }

    public string Folder { get; }

    public string At(string relative) => Path.Combine(Folder, relative.Replace('/', Path.DirectorySeparatorChar));

    public TempRepository Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), text);
        return this;
    }

    public TempRepository Dataset(string folder, string name) => Write($"{folder}/{name}.synth.yaml", $"dataset: {name}\n");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
