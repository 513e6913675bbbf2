namespace SynthTool.Cli;

/// <summary>Works on datasets, each after those that it needs. Where some need others, those that do not are in work at once; else they come one after the other.</summary>
/// <param name="order">Each after what it needs.</param>
/// <param name="atOnce">From 1; with 1 they come one after the other.</param>
internal sealed class NeedOrder(IEnumerable<OrderedTarget> order, Func<OrderedTarget, Task<Told>> work, int atOnce) : IDisposable
{
    private readonly Dictionary<(string Root, string Definition), Task<Told>> begun = [];
    private readonly SemaphoreSlim room = new(atOnce);

    /// <summary>The datasets in order, with their work. Whoever goes through them waits for each before the next.</summary>
    public IEnumerable<(OrderedTarget Ordered, Task<Told> Done)> Begin()
    {
        var all = order.ToList();
        if (atOnce == 1 || all.TrueForAll(o => o.Needs.IsEmpty))
        {
            return all.Select(o => (o, work(o)));
        }

        all.ForEach(o => begun.Add((o.Target.Root.AbsolutePath, o.Target.Definition), AfterNeedsAsync(o)));
        return all.Select(o => (o, begun[(o.Target.Root.AbsolutePath, o.Target.Definition)]));
    }

    public void Dispose() => room.Dispose();

    private async Task<Told> AfterNeedsAsync(OrderedTarget ordered)
    {
        // In a circle some needs come later; its datasets are refused anyway.
        await Task.WhenAll(ordered.Needs.Select(n => begun.GetValueOrDefault((ordered.Target.Root.AbsolutePath, n))).OfType<Task<Told>>());
        await room.WaitAsync();
        try
        {
            return await Task.Run(() => work(ordered));
        }
        finally
        {
            room.Release();
        }
    }
}
