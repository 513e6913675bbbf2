using System.Text.RegularExpressions;

namespace SynthTool.Packages.Tests.Infra;

/// <summary>A throw-away repository that gets its packages from the folder feed alone.</summary>
internal sealed partial class Sandbox : IDisposable
{
    private readonly Dictionary<string, string> variables = new(Packed.Variables, StringComparer.Ordinal);

    private Sandbox(string root, Packed packed)
    {
        Root = root;
        Packed = packed;
    }

    public string Root { get; }

    public Packed Packed { get; }

    public string Version => Packed.Version;

    /// <param name="name">The folder's name; people have spaces and letters of their own in theirs.</param>
    public static async Task<Sandbox> NewAsync(string name = "repo")
    {
        var packed = await Packed.Async;
        var sandbox = new Sandbox(Path.Join(Directory.CreateTempSubdirectory("synth-sandbox-").FullName, name), packed);
        Directory.CreateDirectory(Path.Join(sandbox.Root, ".git"));
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        sandbox.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{packed.Feed}" /><add key="packed" value="{sandbox.At("packed")}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{machine}" /></fallbackPackageFolders>
            </configuration>
            """);
        Directory.CreateDirectory(sandbox.At("packed"));
        return sandbox;
    }

    public string At(string path) => Path.Join(Root, path);

    public Sandbox With(string variable, string value)
    {
        variables[variable] = value;
        return this;
    }

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public string Read(string path) => File.ReadAllText(At(path));

    public void Replace(string path, string old, string by)
    {
        Assert.Contains(old, Read(path), StringComparison.Ordinal);
        Write(path, Read(path).Replace(old, by, StringComparison.Ordinal));
    }

    /// <summary>A copy of the quickstart recipe, which builds without a teacher.</summary>
    public void Dataset(string folder, string name = "quickstart")
    {
        var recipe = Repository.Path("templates/quickstart");
        foreach (var file in Directory.EnumerateFiles(recipe, "*", SearchOption.AllDirectories).Where(f => !Ours().IsMatch(Path.GetRelativePath(recipe, f))))
        {
            var to = At(Path.Join(folder, Path.GetRelativePath(recipe, file).Replace("quickstart.", $"{name}.", StringComparison.Ordinal)));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        if (name != "quickstart")
        {
            Replace($"{folder}/{name}.synth.yaml", "dataset: quickstart", $"dataset: {name}");
        }
    }

    /// <summary>The same with a project beside it that holds nothing but the SDK's name.</summary>
    public void SynthProject(string folder, string name = "quickstart")
    {
        Dataset(folder, name);
        Write($"{folder}/{name}.synthproj", $"<Project Sdk=\"SynthTool.Sdk/{Version}\" />\n");
    }

    /// <summary>A project of C# for what is inside of <c>Project</c>.</summary>
    public void CSharp(string folder, string inside, string program = "System.Console.WriteLine(1);\n")
    {
        Write($"{folder}/{Path.GetFileName(folder)}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
              {inside}
            </Project>
            """);
        Write($"{folder}/Program.cs", program);
    }

    /// <summary>Runs the words behind <c>dotnet</c>; in double quotes a word may have blanks.</summary>
    public Task<CommandResult> DotnetAsync(string line) => RunAsync("dotnet", line, Root);

    public Task<CommandResult> RunAsync(string program, string line, string folder) => Command.RunAsync(StartOf(program, line, folder));

    public System.Diagnostics.ProcessStartInfo StartOf(string program, string line, string folder) =>
        Command.Start(folder, program, Words().Matches(line).Select(w => w.Value.Replace("\"", "", StringComparison.Ordinal)), variables);

    /// <summary>Paths below a folder with <c>/</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Files(string folder) => Directory.Exists(At(folder))
        ? [.. Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(At(folder), f).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];

    public IReadOnlyList<string> Shards(string folder) => [.. Files(folder).Where(f => f.EndsWith(".parquet", StringComparison.Ordinal))];

    /// <summary>Every file with its time of writing: equal when nothing was written between.</summary>
    public string Stamps(string folder) => string.Join('\n', Files(folder).Select(f => FormattableString.Invariant($"{f} {File.GetLastWriteTimeUtc(At(Path.Join(folder, f))).Ticks}")));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);

    [GeneratedRegex("(\"[^\"]*\"|[^\" ])+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(\.synth|out|obj|bin)[/\\]")]
    private static partial Regex Ours();
}
