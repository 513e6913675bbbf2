using SynthTool.Cli.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Docs;

/// <summary>A repository as a page describes it: with the files that the page shows, or with the quickstart when it shows no dataset, and with a teacher at hand.</summary>
internal sealed class PageRepository : IAsyncDisposable
{
    private readonly TempRepository repository = new();
    private readonly LoopbackTeacher teacher;

    private PageRepository(LoopbackTeacher teacher) => this.teacher = teacher;

    public string Folder => repository.Folder;

    public static async Task<PageRepository> OfAsync(MarkdownFile page)
    {
        var world = new PageRepository(await LoopbackTeacher.StartAsync());
        if (!page.Blocks.Any(b => b.File?.EndsWith(".synth.yaml", StringComparison.Ordinal) == true))
        {
            world.CopyQuickstart();
        }

        foreach (var block in page.Blocks.Where(b => b.File is not null))
        {
            world.repository.Write(block.File!, block.Text);
        }

        return world;
    }

    public string At(string path) => repository.At(path);

    /// <summary>Runs a command of the page, in-process: <c>dotnet synth build</c>, also with <c>&gt; file</c>.</summary>
    public async Task<CliResult> RunAsync(string command)
    {
        var (line, into) = command.Split(" > ") is [var l, var f] ? (l, f) : (command, null);
        var cli = new Infra.Cli(Folder, new Engine()) { Variables = new() { ["SYNTH_ENDPOINT"] = teacher.Endpoint, ["SYNTH_API_KEY"] = "none" } };
        var result = await cli.RunAsync(line.Split(' ')[2..]);
        if (into is not null)
        {
            await File.WriteAllTextAsync(At(into), result.Out);
        }

        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await teacher.DisposeAsync();
        repository.Dispose();
    }

    private void CopyQuickstart()
    {
        var from = Repository.Path("templates/quickstart");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f).Replace('\\', '/')))
        {
            if (!file.StartsWith("out/", StringComparison.Ordinal) && !file.StartsWith(".synth/", StringComparison.Ordinal))
            {
                repository.Write(file, File.ReadAllText(Path.Combine(from, file)));
            }
        }
    }
}
