using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Files;

namespace SynthTool.Cli.Tests;

public sealed class AWatch : IDisposable
{
    private readonly TempRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task BuildsOnEverySaveWithoutACallAndShowsTheFirstPrompts()
    {
        await NewAsync();

        var result = await WatchAsync(
            [],
            ("qa/prompts/reply.sbn", text => text.Replace("system:", "system:\nHello.", StringComparison.Ordinal)),
            ("qa/prompts/reply.sbn", text => text + "{{ seed.nope }}\n"),
            ("qa/prompts/reply.sbn", text => text.Replace("{{ seed.nope }}\n", "", StringComparison.Ordinal).Replace("system:\nHello.", "system:", StringComparison.Ordinal)));

        Assert.Equal(0, result.Code);
        var rounds = result.Error.Split("-- \"qa/prompts/reply.sbn\" changed\n");
        Assert.Equal(4, rounds.Length);
        Assert.StartsWith("qa: built 36 rows", rounds[0], StringComparison.Ordinal);
        Assert.StartsWith("qa: stopped, because 40 answers are missing; no shard was written; no call was made", rounds[1], StringComparison.Ordinal);
        Assert.Contains("error SYNTH0710: there is no field \"nope\" here", rounds[2], StringComparison.Ordinal);
        Assert.StartsWith("qa: up to date", rounds[3], StringComparison.Ordinal);
        Assert.Contains("    | Hello.\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysNothingOfDatasetsThatWereAndAreFine()
    {
        await NewAsync();

        var result = await WatchAsync([], ("notes.txt", _ => "new"));

        Assert.EndsWith("-- \"notes.txt\" changed\neverything is up to date\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithJsonPrintsAnObjectALineForEveryRound()
    {
        await NewAsync();

        var result = await WatchAsync(["--json"], ("notes.txt", _ => "new"));

        var rounds = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("datasets")[0].GetProperty("status").GetString());
        Assert.Equal(["built", "up-to-date"], rounds);
    }

    [Fact]
    public async Task HearsOfEditsButNotOfWhatBuildsWrite()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        repository.Write("seeds/a.jsonl", "{}\n").Write("out/x", "").Write(".synth/x", "");
        await using var changes = new Engine().Changes([repository.Folder], path => !path.StartsWith("out", StringComparison.Ordinal) && !path.StartsWith('.'), TimeProvider.System, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = changes.MoveNextAsync();

        repository.Write("out/x", "1").Write(".synth/x", "1").Write("seeds/a.jsonl", "{\"a\":1}\n");

        Assert.True(await next);
        Assert.Equal(["seeds/a.jsonl"], changes.Current);
    }

    [Fact]
    public void OfAFolderThatIsNotThereFails() =>
        Assert.Throws<FileFailure>(() => new Engine().Changes([repository.At("nope")], _ => true, TimeProvider.System, CancellationToken.None));

    private async Task NewAsync() => Assert.Equal(0, (await new Infra.Cli(repository.Folder, new Engine()).RunAsync("new", "qa")).Code);

    /// <summary>Watches while the edits happen one after the other, and is stopped after the last.</summary>
    private Task<CliResult> WatchAsync(string[] options, params (string Path, Func<string, string> Edit)[] edits) =>
        new Infra.Cli(repository.Folder, new Engine { Changes = (_, _, _, ct) => EditAsync(edits, ct) }).RunAsync(["watch", .. options]);

    private async IAsyncEnumerable<ImmutableSortedSet<string>> EditAsync((string Path, Func<string, string> Edit)[] edits, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        foreach (var (path, edit) in edits)
        {
            ct.ThrowIfCancellationRequested();
            var before = File.Exists(repository.At(path)) ? await File.ReadAllTextAsync(repository.At(path), ct) : "";
            repository.Write(path, edit(before));
            yield return ImmutableSortedSet.Create(StringComparer.Ordinal, path);
        }
    }
}
