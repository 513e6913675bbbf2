namespace SynthTool.Teachers;

/// <summary>Spreads units evenly over time: each moves the moment at which the next may begin. Unused time is forgotten after a second. Safe for several threads.</summary>
/// <param name="perMinute">Null: unlimited.</param>
/// <param name="time">The clock.</param>
internal sealed class Rate(int? perMinute, TimeProvider time)
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly TimeSpan perUnit = perMinute is { } units ? TimeSpan.FromMinutes(1) / units : TimeSpan.Zero;
    private readonly long begin = time.GetTimestamp();
    private TimeSpan next = -Burst;
    private TimeSpan held;

    /// <summary>Takes some units; returns how long to wait before using them, or less than zero.</summary>
    public TimeSpan Take(long units)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(begin);
            next = Later(next, now - Burst);
            var wait = Later(next, held) - now;
            next += perUnit * units;
            return wait;
        }
    }

    /// <summary>Gives units back that were taken and not used; a negative number takes more.</summary>
    public void GiveBack(long units)
    {
        lock (gate)
        {
            next -= perUnit * units;
        }
    }

    /// <summary>Lets nothing begin for a while.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            held = Later(held, time.GetElapsedTime(begin) + wait);
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
