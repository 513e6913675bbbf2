using SynthTool.Build;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Differences;

/// <summary>Adds up the answers that the newer side uses and the older does not, over the partitions that differ.</summary>
internal sealed class NewCalls
{
    private readonly HashSet<ContentHash> old = [];
    private readonly Dictionary<ContentHash, Call> now = [];
    private readonly SortedSet<string> changed = new(StringComparer.Ordinal);

    /// <summary>The steps of which a request has another answer.</summary>
    public IReadOnlyCollection<string> ChangedSteps => changed;

    public void Add(IReadOnlyList<Call> from, IReadOnlyList<Call> to)
    {
        var known = new Dictionary<ContentHash, ContentHash>();
        foreach (var turn in from.SelectMany(c => c.Turns))
        {
            known[turn.Request] = turn.Answer;
        }

        changed.UnionWith(to.Where(c => c.Turns.Any(t => known.TryGetValue(t.Request, out var was) && was != t.Answer)).Select(c => c.Step));
        var used = to.SelectMany(c => c.Turns).Select(t => t.Request).ToHashSet();
        old.UnionWith(known.Keys.Where(k => !used.Contains(k)));
        foreach (var call in to.Where(c => c.Turns.Any(t => !known.ContainsKey(t.Request))))
        {
            now.TryAdd(call.Turns[0].Request, call);
        }
    }

    /// <param name="teachers">Of the newer side, for their prices.</param>
    public DiffCost Sum(IReadOnlyList<PricedTeacher> teachers)
    {
        var calls = now.Values.Where(c => c.Turns.Any(t => !old.Contains(t.Request))).ToList();
        var priced = calls.Select(c => (Call: c, teachers.FirstOrDefault(t => t.Name == c.Teacher)?.Price)).Where(c => c.Price is not null).ToList();
        return new DiffCost(
            calls.SelectMany(c => c.Turns).Select(t => t.Request).Distinct().LongCount(k => !old.Contains(k)),
            calls.Sum(c => c.InputTokens ?? 0),
            calls.Sum(c => c.OutputTokens ?? 0),
            priced.Count == 0 ? null : priced.Sum(p => (((p.Call.InputTokens ?? 0) * p.Price!.InputPerMillion) + ((p.Call.OutputTokens ?? 0) * p.Price.OutputPerMillion)) / 1_000_000),
            priced.Select(p => p.Price!.Currency).FirstOrDefault());
    }
}
