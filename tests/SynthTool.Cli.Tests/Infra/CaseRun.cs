using System.Text;
using System.Text.RegularExpressions;

namespace SynthTool.Cli.Tests.Infra;

/// <summary>Runs a case's lines one after the other in a copy of its dataset, with the real engine.</summary>
internal sealed partial class CaseRun : IDisposable
{
    private readonly TempRepository repository = new();
    private readonly StringBuilder shown = new();
    private readonly Dictionary<string, string> variables = [];
    private string folder;

    private CaseRun() => folder = repository.Folder;

    public static async Task<string> RunAsync(string caseFolder)
    {
        using var run = new CaseRun();
        run.Copy(Path.Combine(caseFolder, "dataset"));
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(caseFolder, "command.txt")))
        {
            await run.LineAsync(line.Trim());
        }

        return run.shown.ToString();
    }

    public void Dispose() => repository.Dispose();

    private async Task LineAsync(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        shown.Append($"$ {line}\n");
        var words = Words().Matches(line).Select(w => w.Groups["quoted"].Success ? w.Groups["quoted"].Value : w.Value).ToList();
        switch (words)
        {
            case ["dotnet", "synth", ..]:
                await SynthAsync(words[2..]);
                break;
            case ["cd", var to]:
                folder = Path.GetFullPath(to, folder);
                break;
            case ["set", var name, var value]:
                variables[name] = value;
                break;
            case ["write", var file, var text]:
                Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
                await File.WriteAllTextAsync(At(file), text.Replace("\\n", "\n", StringComparison.Ordinal));
                break;
            case ["append", var file, var text]:
                await File.AppendAllTextAsync(At(file), text.Replace("\\n", "\n", StringComparison.Ordinal));
                break;
            case ["replace", var file, var old, var by]:
                var before = await File.ReadAllTextAsync(At(file));
                Assert.Contains(old, before, StringComparison.Ordinal);
                await File.WriteAllTextAsync(At(file), before.Replace(old, by, StringComparison.Ordinal));
                break;
            case ["delete", var path]:
                Delete(At(path));
                break;
            case ["show", var file]:
                shown.Append(Scrubbed(await File.ReadAllTextAsync(At(file))));
                break;
            case ["list", var path]:
                shown.Append(string.Concat(Directory.EnumerateFiles(At(path), "*", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal).Select(f => f + "\n")));
                break;
            default:
                Assert.Fail($"A case cannot do: {line}");
                break;
        }
    }

    private async Task SynthAsync(List<string> words)
    {
        var into = Take(words, ">");
        var from = Take(words, "<");
        var result = await (new Cli(folder, new Engine()) { Variables = variables, Input = from is null ? "" : await File.ReadAllTextAsync(At(from)) }).RunAsync([.. words]);
        if (into is not null)
        {
            await File.WriteAllTextAsync(At(into), result.Out);
            result = result with { Out = "" };
        }

        shown.Append(Scrubbed(result.Out.Length > 0 ? $"-- stdout\n{result.Out}" : "")).Append(Scrubbed(result.Error.Length > 0 ? $"-- stderr\n{result.Error}" : "")).Append($"-- exit code {result.Code}\n\n");
    }

    private static string? Take(List<string> words, string mark)
    {
        var at = words.IndexOf(mark);
        if (at < 0)
        {
            return null;
        }

        var file = words[at + 1];
        words.RemoveRange(at, 2);
        return file;
    }

    private string At(string path) => Path.GetFullPath(path, folder);

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            Assert.True(File.Exists(path), $"{path} is not there to be deleted");
            File.Delete(path);
        }
    }

    private void Copy(string from)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(repository.Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    // Only what differs between two runs that are the same.
    private string Scrubbed(string text) => Sizes().Replace(Timeless(text), "<size>");

    private string Timeless(string text) => ElapsedField().Replace(
        Durations().Replace(text.Replace(repository.Folder, "<folder>", StringComparison.Ordinal).Replace(repository.Folder.Replace("\\", "\\\\", StringComparison.Ordinal), "<folder>", StringComparison.Ordinal), "<time>"),
        "\"elapsed_ms\":<time>");

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|'(?<quoted>[^']*)'|\\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<=; )(\d+ ms|\d+\.\d s|\d+ min \d+ s)(?=$)", RegexOptions.Multiline)]
    private static partial Regex Durations();

    // A pack's head names its writer, whose number has more digits in one run than in another.
    [GeneratedRegex(@"(?<=: local: .*, )[0-9.]+ (B|KiB)(?= in )")]
    private static partial Regex Sizes();

    [GeneratedRegex("\"elapsed_ms\":\\d+")]
    private static partial Regex ElapsedField();
}
