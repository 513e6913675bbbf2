using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Looks at what surrounds all datasets of a repository. Cheap enough for every <c>status</c>; reads no seed and changes nothing.</summary>
internal static class RepositoryCheckup
{
    private const int MaxTextBytes = 1024 * 1024;
    private const long LeastFreeBytes = 1024L * 1024 * 1024;
    private const string Package = "dotnet-synth";
    private const string IgnoreHint = "run `dotnet synth build`: it writes the file again; what git knows already goes by `git rm -r --cached .synth`";

    private static readonly string[] ToolManifests = [".config/dotnet-tools.json", "dotnet-tools.json"];
    private static readonly string[] StoreRules = [".synth", ".synth/", ".synth/*", ".synth/**", "/.synth", "/.synth/", "/.synth/*", "/.synth/**", "**/.synth", "**/.synth/"];

    public static Checkup Run(Workspace workspace) => new(null, [Git(workspace), Store(workspace), Locks(workspace), Versions(workspace), Space(workspace)]);

    private static Check Git(Workspace workspace) => FileStamp.Of(workspace.Root.Absolute(".git")) is null
        ? Check.Passed("git", "no git repository: each definition's folder counts as one")
        : Check.Passed("git", workspace.Root.MainWorktreeRoot == workspace.Root.AbsolutePath ? "a repository" : "a linked worktree: bought answers lie in the main one");

    private static Check Store(Workspace workspace)
    {
        if (FileStamp.Of(workspace.Root.Absolute(".git")) is null || !Disk.FolderExists(workspace.Root.Absolute(".synth")))
        {
            return Check.Passed("store", "no .synth that git could take");
        }

        return Lines(workspace, ".synth/.gitignore").Contains("*") || Lines(workspace, ".gitignore").Intersect(StoreRules, StringComparer.Ordinal).Any()
            ? Check.Passed("store", ".synth is kept out of git")
            : new Check("store", ".synth is not kept out of git", [new Diagnostic(
                BuildDiagnostics.StoreNotIgnored, new SourcePlace(".synth/.gitignore"), ".synth is not kept out of git: its packs and caches would be committed", IgnoreHint)]);
    }

    private static Check Locks(Workspace workspace)
    {
        var found = Datasets.Find(workspace, "");
        return new Check(
            "locks",
            found.LonelyLocks.IsEmpty ? "each has its definition" : $"{found.LonelyLocks.Length} without a definition",
            [.. found.LonelyLocks.Select(path => new Diagnostic(
                BuildDiagnostics.LonelyLock, new SourcePlace(path), $"No definition lies beside the lock {Quoted.Path(path)}",
                "its definition was renamed, moved or removed: let the lock follow it, and nothing is asked again; or remove the lock"))]);
    }

    private static Check Versions(Workspace workspace)
    {
        var named = ToolManifests.Select(path => (Path: path, Version: ToolVersionIn(workspace, path))).Where(t => t.Version is not null).ToList();
        var others = named.Where(t => t.Version != workspace.ToolVersion).ToList();
        return new Check(
            "version",
            $"{workspace.ToolVersion}{(named.Count == 0 ? ", no tool manifest names one" : others.Count == 0 ? ", as the tool manifest says" : "")}",
            [.. others.Select(t => new Diagnostic(
                BuildDiagnostics.TwoVersions, new SourcePlace(t.Path), $"This is version {workspace.ToolVersion}, and {t.Path} names {Quoted.Text(t.Version!)}",
                "run it as `dotnet synth` below that file, after `dotnet tool restore`; or `dotnet tool update dotnet-synth`"))]);
    }

    private static Check Space(Workspace workspace)
    {
        if (Disk.FreeBytes(workspace.Root.AbsolutePath) is not { } free)
        {
            return Check.Passed("disk", "the system does not say what is free");
        }

        var amount = FormattableString.Invariant($"{free / 1024 / 1024:N0} MiB free");
        return new Check("disk", amount, free >= LeastFreeBytes ? [] : [new Diagnostic(
            BuildDiagnostics.LittleSpace, null, $"Little space is left where the repository lies: {amount}", "a build writes shards beside those that are there before it removes the old ones; `dotnet synth clean --cache` makes room at no cost")]);
    }

    private static string? ToolVersionIn(Workspace workspace, string path)
    {
        var content = FileContent.Read(workspace.Root.Absolute(path), MaxTextBytes);
        if (content.Problem is not null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(content.Bytes.AsMemory(content.Bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.TryGetProperty("tools", out var tools) && tools.TryGetProperty(Package, out var tool)
                && tool.TryGetProperty("version", out var version) && version.ValueKind is JsonValueKind.String
                ? version.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // `dotnet tool` says what is wrong with it
        }
    }

    private static ImmutableArray<string> Lines(Workspace workspace, string path) =>
        [.. FileContent.ReadText(workspace.Root.Absolute(path), MaxTextBytes).Text.Split('\n').Select(l => l.Trim())];
}
