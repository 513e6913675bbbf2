using System.Globalization;
using System.Text;
using SynthTool.Build;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli;

/// <summary>
/// A plain <c>build</c> with nothing to do, without the command line's library: about as quick as starting a process. Whatever is
/// unusual is left to the normal way, which does the same.
/// </summary>
internal static class QuickBuild
{
    /// <summary>The lines to print, or null for the normal way.</summary>
    public static string? Try(
        string[] args,
        string folder,
        string toolVersion,
        Func<RepositoryRoot, string, IReadOnlyList<string>?> definitions,
        Func<RepositoryRoot, string, string, UpToDate?> upToDate)
    {
        if (args.Length == 0 || args[0] != "build" || !TryPaths(args, out var paths, out var asJson))
        {
            return null;
        }

        var lines = new StringBuilder();
        foreach (var path in paths)
        {
            if (!TryAdd(path, folder, toolVersion, lines, definitions, upToDate))
            {
                return null;
            }
        }

        return asJson ? Json(lines.ToString()) : lines.ToString();
    }

    private static bool TryPaths(string[] args, out List<string> paths, out bool asJson)
    {
        paths = [];
        asJson = false;
        for (var i = 1; i < args.Length; i++)
        {
            var next = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--locked" or "--offline" or "--frozen":
                    break;
                case "--teacher" when next is "auto" or "never" or "allow":
                case "--jobs" when int.TryParse(next, out var jobs) && jobs > 0:
                    i++;
                    break;
                case "--log-format" when next is "json": // as MSBuild asks
                    asJson = true;
                    i++;
                    break;
                case ['-', ..] or "":
                    return false;
                default:
                    paths.Add(args[i]);
                    break;
            }
        }

        if (paths.Count == 0)
        {
            paths.Add(".");
        }

        return paths.Count == 1 || AreDifferentDefinitions(paths); // of others, the normal way removes what is named twice
    }

    private static bool AreDifferentDefinitions(List<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (!path.EndsWith(".synth.yaml", StringComparison.Ordinal) || !Path.IsPathFullyQualified(path) || Path.GetFullPath(path) != path || !seen.Add(path))
            {
                return false;
            }
        }

        return true;
    }

    // By hand: the library for JSON costs more to load than all the rest.
    private static string Json(string lines)
    {
        var json = new StringBuilder();
        foreach (var line in lines.AsSpan().TrimEnd('\n').EnumerateLines())
        {
            json.Append("{\"message\":\"");
            foreach (var c in line)
            {
                _ = c is < ' ' or > '~' or '"' or '\\' or '[' ? json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)) : json.Append(c);
            }

            json.Append("\"}\n");
        }

        return json.ToString();
    }

    private static bool TryAdd(
        string path,
        string folder,
        string toolVersion,
        StringBuilder lines,
        Func<RepositoryRoot, string, IReadOnlyList<string>?> definitions,
        Func<RepositoryRoot, string, string, UpToDate?> upToDate)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        var absolute = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, folder));
        if (absolute.EndsWith(".synth.yaml", StringComparison.Ordinal))
        {
            var root = RepositoryRoot.Find(Path.GetDirectoryName(absolute)!);
            return TryLine(new Target(root, root.Relative(absolute)), toolVersion, lines, upToDate);
        }

        var at = RepositoryRoot.Find(absolute);
        if (definitions(at, at.Relative(absolute)) is not { Count: > 0 } known)
        {
            return false;
        }

        var order = new List<string>();
        var all = new Dictionary<string, UpToDate>(StringComparer.Ordinal);
        foreach (var definition in known)
        {
            // A stored warning is for the normal way, which knows how the terminal wants it.
            var target = Target.Of(at, definition);
            if (upToDate(target.Root, target.Definition, toolVersion) is not { Warns: false } summary)
            {
                return false;
            }

            all.Add(definition, ReferenceEquals(target.Root, at) ? summary : summary with { Upstream = [] });
        }

        foreach (var definition in known)
        {
            AddAfterNeeds(definition, all, order);
        }

        foreach (var definition in order)
        {
            lines.Append(BuildSummary.Line(all[definition])).Append('\n');
        }

        return true;
    }

    // As the normal way orders them: each after those whose rows it takes.
    private static void AddAfterNeeds(string definition, Dictionary<string, UpToDate> all, List<string> order)
    {
        if (!all.TryGetValue(definition, out var known) || order.Contains(definition))
        {
            return;
        }

        foreach (var need in known.Upstream)
        {
            AddAfterNeeds(need, all, order);
        }

        order.Add(definition);
    }

    private static bool TryLine(Target target, string toolVersion, StringBuilder lines, Func<RepositoryRoot, string, string, UpToDate?> upToDate)
    {
        if (upToDate(target.Root, target.Definition, toolVersion) is not { Warns: false } known)
        {
            return false;
        }

        lines.Append(BuildSummary.Line(known)).Append('\n');
        return true;
    }
}
