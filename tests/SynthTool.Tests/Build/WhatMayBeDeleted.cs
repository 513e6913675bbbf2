using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Everything under <c>.synth/cache</c> and <c>out/</c> can be made again for nothing.</summary>
public sealed class WhatMayBeDeleted
{
    private const int Seeds = 24;

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public async Task ComesBackWithoutACall(bool state, bool blocks, bool shards)
    {
        using var dataset = await TestDataset.Rich(Seeds).BuiltAsync();
        var before = dataset.Outputs();
        foreach (var path in dataset.Files(".synth/cache"))
        {
            var isBlock = path.Contains("/blocks/", StringComparison.Ordinal);
            if (isBlock ? blocks : state)
            {
                dataset.Remove(path);
            }
        }

        if (shards)
        {
            dataset.Remove("out");
        }

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 0L, shards ? BuildStatus.Built : BuildStatus.UpToDate), (outcome.ExitCode, outcome.Calls, outcome.Status));
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(BuildStatus.UpToDate, (await dataset.BuildAsync()).Status);
    }

    [Fact]
    public async Task IsAnySingleFileOfTheCache()
    {
        using var dataset = await TestDataset.Rich(Seeds).BuiltAsync();
        var before = dataset.Outputs();
        var files = dataset.Files(".synth/cache");
        Assert.True(files.Count > 12, $"{files.Count} files are too few to tell");
        foreach (var file in files)
        {
            var outcome = await dataset.Remove(file).BuildAsync();

            Assert.True((outcome.ExitCode, outcome.Calls, outcome.Status) == (ExitCode.Done, 0L, BuildStatus.UpToDate), $"{file}: {outcome}");
            Assert.Equal(before, dataset.Outputs());
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("emptied")]
    [InlineData("lengthened")]
    public async Task MayJustAsWellBeDamaged(string how)
    {
        using var dataset = await TestDataset.Rich(Seeds).BuiltAsync();
        var before = dataset.Outputs();
        foreach (var file in dataset.Files(".synth/cache").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(dataset.InRoot(file));
            File.WriteAllBytes(dataset.InRoot(file), how switch
            {
                "cut" => bytes[..(bytes.Length / 2)],
                "flipped" => [.. bytes.Select((b, i) => i == bytes.Length / 3 ? (byte)~b : b)],
                "emptied" => [],
                _ => [.. bytes, .. bytes],
            });
        }

        dataset.Edit("s-003", "other");
        using var fresh = TestDataset.Rich(Seeds).Edit("s-003", "other");
        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 4L), (outcome.ExitCode, outcome.Calls));
        await fresh.BuiltAsync();
        Assert.Equal(fresh.Shards().Keys, dataset.Shards().Keys);
        dataset.Edit("s-003", "Größe 3, \"İı\"");
        Assert.Equal(0, (await dataset.BuildAsync()).Calls);
        Assert.Equal(before.Where(o => !o.Key.StartsWith("responses", StringComparison.Ordinal)), dataset.Outputs().Where(o => !o.Key.StartsWith("responses", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task IsEverythingButLockAndCommittedAnswers()
    {
        using var dataset = await TestDataset.Rich(Seeds).BuiltAsync();
        using var clone = dataset.Clone();
        Assert.Empty(clone.Files(".synth"));

        var outcome = await clone.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal((ExitCode.Done, BuildStatus.Built, 0L), (outcome.ExitCode, outcome.Status, outcome.Calls));
        Assert.Equal(dataset.Outputs(), clone.Outputs());
        Assert.Equal(BuildStatus.UpToDate, (await clone.BuildAsync(o => o with { Locked = true, Offline = true })).Status);
    }
}
