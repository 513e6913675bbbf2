using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>
/// The local layer: append-only packs in one folder that all worktrees and processes share. Each process writes only its own packs and reads
/// all. Nothing is ever evicted; a damaged record is a miss with a warning.
/// </summary>
internal sealed class PackStore : IResponseStore, IAsyncDisposable
{
    private const int MaxWriteBytes = 32 * 1024 * 1024;

    private readonly PackSet packs;
    private readonly PackWriter writer;
    private readonly GroupCommit commits;
    private readonly PackMaintenance maintenance;
    private readonly StoreGeneration generation;
    private bool disposed;

    private PackStore(RepositoryRoot root, PackSettings settings, Findings findings)
    {
        Settings = settings;
        generation = new StoreGeneration(settings.Folder);
        packs = new PackSet(root, settings, findings);
        writer = new PackWriter(settings, packs);
        maintenance = new PackMaintenance(settings, packs);
        commits = new GroupCommit(Write);
    }

    public PackSettings Settings { get; }

    /// <summary>How many damaged places were met so far.</summary>
    public int IntegrityErrors => packs.IntegrityErrors;

    /// <summary>Its stamp changes when the store was changed other than by answers that builds recorded; missing until then.</summary>
    public string GenerationPath => generation.FilePath;

    /// <summary>Opens the store; a folder that is missing is an empty store, and is made at the first answer.</summary>
    /// <param name="root">What shown paths are relative to.</param>
    /// <param name="settings">Where and how.</param>
    /// <param name="findings">Takes the warnings about damage, now and later.</param>
    public static PackStore Open(RepositoryRoot root, PackSettings settings, Findings findings) => new(root, settings, findings);

    public bool TryGet(in ContentHash key, out Answer answer) => packs.TryFind(key, ReadAnswer, out answer) && answer is not null;

    public bool Contains(in ContentHash key) => packs.TryFind(key, static (in PackRecord _) => true, out var found) && found;

    /// <summary>Whether a damaged place was met that holds, or held, a record of this key.</summary>
    public bool IsDamaged(in ContentHash key) => packs.IsDamaged(key);

    public ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct) => PutAsync([new(key, answer)], ct);

    /// <summary>Records many answers with one write.</summary>
    public ValueTask PutAsync(IReadOnlyCollection<KeyValuePair<ContentHash, Answer>> answers, CancellationToken ct) =>
        new(commits.AddAsync([.. answers.Select(a => PendingRecord.Of(a.Key, a.Value) ?? throw TooLarge(a.Key))]).WaitAsync(ct));

    /// <summary>Takes in what other processes have recorded since this one opened the store.</summary>
    public void Refresh() => packs.Refresh();

    /// <summary>Gives back the memory that reading answers took, when no more are asked for a while; reading goes on as before.</summary>
    public void Rest() => packs.Renew();

    /// <summary>All keys that have an answer, in order. Reads everything, and reports all damage.</summary>
    public IReadOnlyList<ContentHash> Keys() => maintenance.Keys();

    public StoreStat Stat() => maintenance.Stat();

    /// <summary>From now on the keys have no answer, here and in processes that open the store later; they may be given a new one.</summary>
    public async Task<StoreChange> ForgetAsync(IReadOnlyCollection<ContentHash> keys)
    {
        packs.Refresh();
        return !keys.Any(k => packs.MayKnow(k)) ? new StoreChange(0) : await maintenance.UnderLockAsync(async () =>
        {
            var known = keys.Distinct().Where(k => packs.MayKnow(k)).Order().ToList();
            var count = known.Count(k => Contains(k));
            generation.Raise(packs.Generation);
            await commits.AddAsync([.. known.Select(k => PendingRecord.Forgotten(k))]);
            return count;
        });
    }

    /// <summary>Removes the answers that are not used. Packs that other processes are writing are left alone.</summary>
    public async Task<StoreChange> CollectAsync(IReadOnlySet<ContentHash> used)
    {
        packs.Refresh();
        return packs.Packs.Count == 0 ? new StoreChange(0) : await maintenance.UnderLockAsync(() =>
        {
            generation.Raise(packs.Generation);
            return Task.FromResult(maintenance.Collect(used));
        });
    }

    /// <summary>Lets builds notice that answers were added other than by a build.</summary>
    /// <returns>Why that is not possible now; null when it is done.</returns>
    public async Task<Diagnostic?> NoteChangeAsync() => (await maintenance.UnderLockAsync(() =>
    {
        generation.Raise(packs.Generation);
        return Task.FromResult(0L);
    })).Refused;

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await Task.Run(commits.Close);
        writer.Dispose();
        if (writer.HasWritten && packs.Packs.Count > Settings.MaxPacks)
        {
            await MergeAsync();
        }

        packs.Dispose();
    }

    private async Task MergeAsync()
    {
        try
        {
            await maintenance.UnderLockAsync(() =>
            {
                maintenance.Merge();
                return Task.FromResult(0L);
            });
        }
        catch (FileFailure)
        {
            // Merging only keeps opening quick, and the next build tries again.
        }
    }

    private static Answer ReadAnswer(in PackRecord record) =>
        AnswerBytes.TryRead(record.Answer, out var answer) ? record.Kind is RecordKind.Replacement ? answer with { Replaces = true } : answer : null!;

    private FileFailure TooLarge(in ContentHash key) =>
        FileFailure.Because(StoreDiagnostics.AnswerTooLarge, Settings.Folder, $"the answer for {key} is larger than 16 MiB", "Writing");

    private void Write(IReadOnlyList<PendingRecord> records)
    {
        var now = Math.Max(generation.Read(), packs.Generation);
        var bytes = 0;
        var batch = new Dictionary<ContentHash, PendingRecord>(records.Count);
        foreach (var record in records)
        {
            // One write holds one record of a key: what a second one is worth shows when the first is there.
            if (batch.ContainsKey(record.Key) || bytes > MaxWriteBytes)
            {
                writer.Append(batch.Values, now);
                batch.Clear();
                bytes = 0;
            }

            if (Counted(record) is { } counted)
            {
                batch.Add(counted.Key, counted);
                bytes += counted.Bytes.Length;
            }
        }

        if (batch.Count > 0)
        {
            writer.Append(batch.Values, now);
        }
    }

    /// <summary>The record as it is to be written; null when it changes nothing: the first answer for a key stays, unless it is a failure to be replaced.</summary>
    private PendingRecord? Counted(PendingRecord record)
    {
        if (record.Kind is RecordKind.Forgotten || !packs.TryFind(record.Key, static (in PackRecord r) => (r.IsFailure, r.Attempt), out var known))
        {
            return record;
        }

        return record.Kind is RecordKind.Replacement && known.IsFailure
            ? record with { Attempt = (byte)Math.Min(known.Attempt + 1, byte.MaxValue) }
            : null;
    }
}
