using System.Runtime.ExceptionServices;
using SynthTool.Files;

namespace SynthTool.Seeds;

/// <summary>
/// Work in three parts: filled one after another, worked on by several threads, taken in the order of filling. Each
/// thread owns one slot, so that no more is in memory than there are threads.
/// </summary>
internal sealed class OrderedWork<T>
{
    /// <summary>So much is done by the caller's thread alone: a short piece of work should not wait for threads.</summary>
    private const int Alone = 3;

    private readonly Func<T, bool> fill;
    private readonly Action<T> work;
    private readonly Func<T, bool> take;
    private readonly CancellationToken ct;
    private readonly Lock filling = new();
    private readonly object taking = new();
    private long filled;
    private long taken;
    private bool isEmpty;
    private volatile bool isOver;

    private OrderedWork(Func<T, bool> fill, Action<T> work, Func<T, bool> take, CancellationToken ct)
    {
        this.fill = fill;
        this.work = work;
        this.take = take;
        this.ct = ct;
    }

    /// <param name="slots">One for each thread, and the threads' number; at least one.</param>
    /// <param name="fill">Fills a slot with the next piece; false when there is none. Never called by two threads at once.</param>
    /// <param name="work">Works on a slot.</param>
    /// <param name="take">Takes a slot's result, in the order of filling; false ends everything. Never called by two threads at once.</param>
    /// <param name="ct">Ends everything.</param>
    public static void Run(IReadOnlyList<T> slots, Func<T, bool> fill, Action<T> work, Func<T, bool> take, CancellationToken ct)
    {
        var run = new OrderedWork<T>(fill, work, take, ct);
        run.Loop(slots[0], slots.Count > 1 ? Alone : long.MaxValue);
        if (run.isEmpty || run.isOver)
        {
            return;
        }

        var others = slots.Skip(1).Select(s => Task.Factory.StartNew(
            () => run.Loop(s, long.MaxValue), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            run.Loop(slots[0], long.MaxValue);
        }
        finally
        {
            Task.WhenAll(others).GetAwaiter().GetResult(); // the others' first exception, as it was thrown
        }
    }

    private void Loop(T slot, long most)
    {
        try
        {
            while (most-- > 0 && Step(slot))
            {
                // Each step is one piece.
            }
        }
        catch
        {
            Stop();
            throw;
        }
    }

    private bool Step(T slot)
    {
        if (!TryFill(slot, out var number, out var failure))
        {
            return false;
        }

        if (failure is null)
        {
            work(slot);
        }

        return TakeInTurn(slot, number, failure);
    }

    // A disk that fails ahead of its turn must not hide what comes before it.
    private bool TryFill(T slot, out long number, out ExceptionDispatchInfo? failure)
    {
        lock (filling)
        {
            failure = null;
            number = filled++;
            ct.ThrowIfCancellationRequested();
            if (isEmpty || isOver)
            {
                return false;
            }

            try
            {
                isEmpty = !fill(slot);
            }
            catch (FileFailure error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
                isEmpty = true;
                return true;
            }

            return !isEmpty;
        }
    }

    private bool TakeInTurn(T slot, long number, ExceptionDispatchInfo? failure)
    {
        lock (taking)
        {
            while (taken != number && !isOver)
            {
                Monitor.Wait(taking);
            }

            if (isOver)
            {
                return false;
            }

            failure?.Throw();
            isOver = !take(slot);
            taken++;
            Monitor.PulseAll(taking);
            return !isOver;
        }
    }

    private void Stop()
    {
        lock (taking)
        {
            isOver = true;
            Monitor.PulseAll(taking);
        }
    }
}
