using SynthTool.Definition;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>What a chain has done so far. Read while it runs, for the progress line. Safe for several threads.</summary>
internal sealed class TeacherMeter
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, decimal> costs = new(StringComparer.Ordinal);
    private readonly HashSet<ContentHash> wanted = [];
    private readonly HashSet<ContentHash> madeUp = [];
    private long calls;
    private long inFlight;
    private long bought;
    private long reused;
    private long inputTokens;
    private long outputTokens;
    private long callTicks;

    /// <summary>Attempts on the wire.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Of <see cref="Calls"/>, those that have not ended.</summary>
    public long InFlight => Interlocked.Read(ref inFlight);

    /// <summary>How long a call of this run took on the mean; null before one has ended.</summary>
    public TimeSpan? MeanCallTime => Calls - InFlight is > 0 and var ended ? TimeSpan.FromTicks(Interlocked.Read(ref callTicks) / ended) : null;

    /// <summary>Distinct answers that were bought and recorded, failures of content included.</summary>
    public long Bought => Interlocked.Read(ref bought);

    /// <summary>Distinct answers that were not stored when they were needed: those bought since, and those still to be bought as far as is known.</summary>
    public long Wanted
    {
        get
        {
            lock (gate)
            {
                return wanted.Count;
            }
        }
    }

    /// <summary>Distinct answers that were made up, for nothing.</summary>
    public long MadeUp
    {
        get
        {
            lock (gate)
            {
                return madeUp.Count;
            }
        }
    }

    /// <summary>Distinct stored answers that were used and that this run has not bought itself.</summary>
    public long Reused => Interlocked.Read(ref reused);

    /// <summary>Of the calls of this run, as far as the servers said.</summary>
    public long InputTokens => Interlocked.Read(ref inputTokens);

    /// <summary>Of the calls of this run, as far as the servers said.</summary>
    public long OutputTokens => Interlocked.Read(ref outputTokens);

    /// <summary>Currency → cost of the calls of this run, for teachers that declare a price.</summary>
    public IReadOnlyDictionary<string, decimal> Costs
    {
        get
        {
            lock (gate)
            {
                return new SortedDictionary<string, decimal>(costs, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>The sum over <see cref="Costs"/>; meant for teachers of one currency.</summary>
    public decimal Cost
    {
        get
        {
            lock (gate)
            {
                return costs.Values.Sum();
            }
        }
    }

    public void CallBegan()
    {
        _ = Interlocked.Increment(ref calls);
        _ = Interlocked.Increment(ref inFlight);
    }

    public void CallEnded(TimeSpan took)
    {
        _ = Interlocked.Add(ref callTicks, took.Ticks);
        _ = Interlocked.Decrement(ref inFlight);
    }

    public void Charged(TeacherDefinition teacher, TokenUsage? usage)
    {
        if (usage is null)
        {
            return;
        }

        _ = Interlocked.Add(ref inputTokens, usage.Input);
        _ = Interlocked.Add(ref outputTokens, usage.Output);
        if (teacher.Price is { } price)
        {
            lock (gate)
            {
                costs[price.Currency] = costs.GetValueOrDefault(price.Currency) + TeacherCost.Of(price, usage.Input, usage.Output);
            }
        }
    }

    /// <summary>Told of requests whose answers are to be bought, before they are.</summary>
    public void Want(params IEnumerable<ContentHash> keys)
    {
        lock (gate)
        {
            wanted.UnionWith(keys);
        }
    }

    public void AnswerMadeUp(ContentHash key)
    {
        lock (gate)
        {
            madeUp.Add(key);
        }
    }

    public void AnswerBought() => Interlocked.Increment(ref bought);

    public void AnswerReused() => Interlocked.Increment(ref reused);
}
