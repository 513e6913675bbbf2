using System.Runtime.InteropServices;

namespace SynthTool.Benchmarks.Runs;

/// <summary>The tool and a hello world, both compiled ahead in the same way. Run by <c>dotnet x.dll</c>.</summary>
/// <param name="Tool">The path of <c>dotnet-synth.dll</c>.</param>
/// <param name="Hello">The path of <c>hello.dll</c>.</param>
internal sealed record Published(string Tool, string Hello)
{
    private const string HelloProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>hello</AssemblyName>
            <InvariantGlobalization>true</InvariantGlobalization>
            <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
            <TieredPGO>false</TieredPGO>
          </PropertyGroup>
        </Project>
        """;

    public static Published Make(Bench bench)
    {
        bench.Say("publishing the tool and a hello world");
        var tool = Path.Combine(bench.Folder, "tool");
        Publish(Path.Combine(Checkout(), "src", "SynthTool.Cli"), tool);
        var source = bench.NewFolder("hello-source");
        File.WriteAllText(Path.Combine(source, "hello.csproj"), HelloProject);
        File.WriteAllText(Path.Combine(source, "Program.cs"), "System.Console.WriteLine(\"hello\");\n");
        File.WriteAllText(Path.Combine(source, "Directory.Build.props"), "<Project />\n"); // the temporary folder may lie below somebody's own
        var hello = Path.Combine(bench.Folder, "hello");
        Publish(source, hello);
        return new Published(Path.Combine(tool, "dotnet-synth.dll"), Path.Combine(hello, "hello.dll"));
    }

    private static void Publish(string project, string to)
    {
        using var publish = ChildProcess.Start(
            project, "dotnet", "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishReadyToRun=true", "--self-contained", "false",
            "-nodeReuse:false", "-v", "quiet", "-o", to);
        var printed = publish.StandardOutput.ReadToEndAsync();
        publish.WaitForExit();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"publishing {project} failed:\n{printed.Result}");
        }
    }

    /// <summary>The checkout that the benchmarks were built from.</summary>
    public static string Checkout()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "SynthTool.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The benchmarks are run from a checkout: they publish the tool.");
    }
}
