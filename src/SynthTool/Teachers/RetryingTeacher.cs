namespace SynthTool.Teachers;

/// <summary>Repeats attempts that failed on the way, with growing waits and a bound. What will not pass ends the build at once.</summary>
/// <param name="inner">Makes one attempt.</param>
/// <param name="time">Waits.</param>
/// <param name="jitter">From 0 to less than 1, so that many waiting requests do not come back together.</param>
internal sealed class RetryingTeacher(ITeacher inner, TimeProvider time, Func<double> jitter) : ITeacher
{
    public const int MostAttempts = 6;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a server's <c>Retry-After</c> may ask for.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    public async ValueTask<TeacherReply> AskAsync(TeacherRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ;)
        {
            try
            {
                return await inner.AskAsync(request, ct);
            }
            catch (TransportFault fault) when (fault.IsModeRefusal)
            {
                // There are only three ways to ask, so this ends.
            }
            catch (TransportFault fault) when (fault.IsPassing && attempt < MostAttempts)
            {
                await Task.Delay(Wait(attempt++, fault.RetryAfter), time, ct);
            }
            catch (TransportFault fault)
            {
                throw TeacherDiagnostics.Failure(request, fault, attempt);
            }
        }
    }

    private TimeSpan Wait(int attempt, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked)
        {
            var bounded = asked < LongestRetryAfter ? asked : LongestRetryAfter;
            return bounded + (bounded * 0.1 * jitter());
        }

        var grown = FirstWait * Math.Pow(2, attempt - 1);
        return (grown < LongestWait ? grown : LongestWait) * (0.5 + (0.5 * jitter()));
    }
}
