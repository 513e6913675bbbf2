namespace SynthTool.Testing;

/// <summary>A folder of its own for a test, removed afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    public TemporaryFolder()
        : this(inMemory: false)
    {
    }

    /// <param name="inMemory">Whether to take a disk in memory where the system has one: for tests that sync thousands of times.</param>
    public TemporaryFolder(bool inMemory) => Path = inMemory && Directory.Exists(MemoryDisk)
        ? Directory.CreateDirectory(System.IO.Path.Combine(MemoryDisk, "synth-test-" + System.IO.Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory("synth-test-").FullName;

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file, and its folders where missing; returns its full path.</summary>
    public string Write(string relative, string text) => Write(relative, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, and its folders where missing; returns its full path.</summary>
    public string Write(string relative, byte[] bytes)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
