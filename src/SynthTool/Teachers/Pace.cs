using SynthTool.Definition;
using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>One teacher's limits: calls in flight, requests and tokens a minute. Safe for several threads.</summary>
internal sealed class Pace(TeacherLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30); // a timer takes no more than about fifty

    private readonly SemaphoreSlim places = new(limits.Concurrency);
    private readonly Rate requests = new(limits.RequestsPerMinute, time);
    private readonly Rate tokens = new(limits.TokensPerMinute, time);

    /// <summary>Waits until a call may begin. Each must be followed by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(long expectedTokens, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            var wait = requests.Take(1);
            var other = tokens.Take(expectedTokens);
            wait = wait > other ? wait : other;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < Longest ? wait : Longest, time, ct);
            }
        }
        catch (OperationCanceledException)
        {
            Leave();
            throw;
        }
    }

    /// <summary>Corrects the expectation by what the server counted.</summary>
    public void Settle(long expectedTokens, TokenUsage? usage)
    {
        if (usage is not null)
        {
            tokens.GiveBack(expectedTokens - usage.Input - usage.Output);
        }
    }

    /// <summary>Lets nobody begin before a server that is overloaded wants to be asked again.</summary>
    public void Hold(TimeSpan? retryAfter)
    {
        if (retryAfter is { } wait)
        {
            requests.Hold(wait < RetryingTeacher.LongestRetryAfter ? wait : RetryingTeacher.LongestRetryAfter);
        }
    }

    public void Leave() => places.Release();

    public void Dispose() => places.Dispose();
}
