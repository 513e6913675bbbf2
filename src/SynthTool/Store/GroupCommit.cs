namespace SynthTool.Store;

/// <summary>One thread writes what many hand over; all that arrives while it writes shares the next write and its sync.</summary>
/// <param name="write">Returns when the records are durable; throws when they are not.</param>
internal sealed class GroupCommit(Action<IReadOnlyList<PendingRecord>> write)
{
    private const int MaxBatchBytes = 32 * 1024 * 1024;

    private readonly object gate = new(); // a monitor, because the thread waits on it
    private readonly Queue<Handover> queue = new();
    private Thread? thread;
    private bool closed;

    /// <summary>Completes when the records are durable.</summary>
    public Task AddAsync(IReadOnlyList<PendingRecord> records)
    {
        var handover = new Handover(records);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            queue.Enqueue(handover);
            Monitor.Pulse(gate);
            if (thread is null)
            {
                thread = new Thread(Run) { IsBackground = true, Name = "response store" };
                thread.Start();
            }
        }

        return handover.Done.Task;
    }

    /// <summary>Writes what is left, and ends.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }

        thread?.Join();
    }

    private void Run()
    {
        while (WaitForBatch() is { } batch)
        {
            Commit(batch);
        }
    }

    private List<Handover>? WaitForBatch()
    {
        lock (gate)
        {
            while (queue.Count == 0 && !closed)
            {
                Monitor.Wait(gate);
            }

            return queue.Count == 0 ? null : TakeBatch();
        }
    }

    private List<Handover> TakeBatch()
    {
        var batch = new List<Handover>(queue.Count);
        long bytes = 0;
        while (bytes < MaxBatchBytes && queue.TryDequeue(out var next))
        {
            batch.Add(next);
            bytes += next.Records.Sum(r => (long)r.Bytes.Length);
        }

        return batch;
    }

    private void Commit(List<Handover> batch)
    {
        try
        {
            write(batch is [var only] ? only.Records : [.. batch.SelectMany(h => h.Records)]);
        }
#pragma warning disable CA1031 // whatever it is, those who wait must learn it, and the thread must go on for the others
        catch (Exception error)
#pragma warning restore CA1031
        {
            batch.ForEach(h => h.Done.SetException(error));
            return;
        }

        batch.ForEach(h => h.Done.SetResult());
    }

    private sealed class Handover(IReadOnlyList<PendingRecord> records)
    {
        public IReadOnlyList<PendingRecord> Records { get; } = records;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
