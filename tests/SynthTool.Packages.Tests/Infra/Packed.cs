using System.Globalization;

namespace SynthTool.Packages.Tests.Infra;

/// <summary>The packages of this checkout, packed once for all tests into a folder feed, under a version that no cache knows.</summary>
internal sealed record Packed(string Feed, string Version)
{
    private static readonly Lazy<Task<Packed>> Once = new(PackAsync);

    /// <summary>This machine's platform and the one for all others: a release has six, each of which would cost half a minute here.</summary>
    public const string Rids = "any";

    public static string Temp { get; } = NewTemp();

    public static Task<Packed> Async => Once.Value;

    /// <summary>Private folders: nothing of the machine's is used but restored packages, nothing is left on it.</summary>
    public static Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["NUGET_PACKAGES"] = Path.Join(Temp, "packages"),
        ["DOTNET_CLI_HOME"] = Path.Join(Temp, "home"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["MSBUILDDISABLENODEREUSE"] = "1", // a node that stays holds the package folder
        ["UseSharedCompilation"] = "false",
        ["MSBUILDTERMINALLOGGER"] = "off",
    };

    public string PackageOf(string id) => Path.Join(Feed, $"{id}.{Version}.nupkg");

    private static async Task<Packed> PackAsync()
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{Environment.ProcessId}");
        var feed = Directory.CreateDirectory(Path.Join(Temp, "feed")).FullName;
        var variables = new Dictionary<string, string>(Variables) { ["SynthToolRids"] = $"{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier};{Rids}" };
        variables.Remove("NUGET_PACKAGES"); // what packing restores may come from the machine's
        foreach (var project in new[] { "SynthTool.Cli", "SynthTool.MSBuild", "SynthTool.Templates" })
        {
            (await Command.RunAsync(Command.Start(
                Repository.Root, "dotnet", ["pack", $"src/{project}", "-o", feed, $"-p:Version={version}", $"-p:ArtifactsPath={Path.Join(Temp, "artifacts")}", "-v", "quiet", "-nologo"], variables))).Succeeded();
        }

        return new Packed(feed, version);
    }

    // A test run is ended without much ado, so that the next one takes away what it left.
    private static string NewTemp()
    {
        const string Name = "synth-packages-";
        foreach (var old in Directory.EnumerateDirectories(Path.GetTempPath(), Name + "*").Where(IsLeft))
        {
            Directory.Delete(old, recursive: true);
        }

        return Directory.CreateDirectory(Path.Join(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Name}{Environment.ProcessId}"))).FullName;
    }

    private static bool IsLeft(string folder)
    {
        try
        {
            using var owner = System.Diagnostics.Process.GetProcessById(int.Parse(folder[(folder.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture));
            return false;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return true;
        }
    }
}
