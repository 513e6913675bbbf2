using SynthTool.Build;
using SynthTool.Testing;
namespace SynthTool.Tests.Build;
public sealed class Debugging
{
    [Fact]
    public async Task Show()
    {
        using var dataset = await TestDataset.Rich(40).BuiltAsync();
        var w = dataset.Workspace();
        var q = QuickState.Read(CacheFolder.For(w.Root, dataset.Definition).QuickState, w.ToolVersion)!;
        var bad = q.Files.Concat(q.Store).Concat(q.Folders).Where(f => !f.Holds(w.Root)).Select(f => $"{f.Path} {f.IsRacy} {f.Stamp} now {SynthTool.Files.FileStamp.Of(w.Root.Absolute(f.Path))}");
        using var pull = dataset.Clone().Redefine("For tests", "For all");
        var outcome = await pull.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });
        await pull.BuiltAsync();
        var (x, y) = (LockFile.Parse(dataset.LockText).Lock.Inputs, LockFile.Parse(pull.LockText).Lock.Inputs);
        bad = x.Except(y).Concat(y.Except(x)).Select(e => $"{e.Key} = {e.Value}");
        Assert.Fail(string.Join("\n", bad) + "\n" + string.Join("\n", outcome.Diagnostics.Select(d => d.Message)));
    }
}
