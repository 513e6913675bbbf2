namespace SynthTool.Testing;

/// <summary>
/// A clock that a test moves. Waits up to <see cref="SkipsUpTo"/> end at once, as if the time had passed, and are
/// noted; longer ones, such as timeouts, end when the test says so.
/// </summary>
internal sealed class TestTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Default: nothing is skipped.</summary>
    public TimeSpan SkipsUpTo { get; init; } = TimeSpan.MinValue;

    /// <summary>The waits that were skipped, in their order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span)
    {
        Timer[] due;
        lock (gate)
        {
            now += span;
            due = [.. timers.Where(t => t.Due <= now)];
            _ = timers.RemoveAll(t => t.Due <= now);
        }

        Array.ForEach(due, t => t.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private void Schedule(Timer timer, TimeSpan dueTime)
    {
        lock (gate)
        {
            _ = timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            if (dueTime > SkipsUpTo)
            {
                timer.Due = now + dueTime;
                timers.Add(timer);
                return;
            }

            now += dueTime;
            waits.Add(dueTime);
        }

        timer.Fire();
    }

    private void Remove(Timer timer)
    {
        lock (gate)
        {
            _ = timers.Remove(timer);
        }
    }

    private sealed class Timer(TestTime owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        // Never inside CreateTimer: its caller has not got the timer yet.
        public void Fire() => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            owner.Schedule(this, dueTime);
            return true;
        }

        public void Dispose() => owner.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
