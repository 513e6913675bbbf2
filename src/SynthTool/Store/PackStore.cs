using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>
/// The local layer: append-only packs in one folder that all worktrees and processes share. Each process writes only its own packs and reads
/// all. Nothing is ever evicted; a damaged record is a miss with a warning.
/// </summary>
internal sealed class PackStore : IResponseStore, IAsyncDisposable
{
    private readonly PackSet packs;
    private readonly PackWriter writer;
    private readonly GroupCommit commits;
    private readonly StoreGeneration generation;
    private bool disposed;

    private PackStore(RepositoryRoot root, PackSettings settings, Findings findings)
    {
        Settings = settings;
        generation = new StoreGeneration(settings.Folder);
        packs = new PackSet(root, settings, findings);
        writer = new PackWriter(settings, packs);
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

    public ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct) => PutAsync([new(key, answer)], ct);

    /// <summary>Records many answers with one write.</summary>
    public ValueTask PutAsync(IReadOnlyCollection<KeyValuePair<ContentHash, Answer>> answers, CancellationToken ct) =>
        new(commits.AddAsync([.. answers.Select(a => PendingRecord.Of(a.Key, a.Value) ?? throw TooLarge(a.Key))]).WaitAsync(ct));

    /// <summary>Takes in what other processes have recorded since this one opened the store.</summary>
    public void Refresh() => packs.Refresh();

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await Task.Run(commits.Close);
        writer.Dispose();
        packs.Dispose();
    }

    private static Answer ReadAnswer(in PackRecord record) =>
        AnswerBytes.TryRead(record.Answer, out var answer) ? record.Kind is RecordKind.Replacement ? answer with { Replaces = true } : answer : null!;

    private FileFailure TooLarge(in ContentHash key) =>
        FileFailure.Because(StoreDiagnostics.AnswerTooLarge, Settings.Folder, $"the answer for {key} is larger than 16 MiB", "Writing");

    private void Write(IReadOnlyList<PendingRecord> records)
    {
        var now = generation.Read();
        var batch = new Dictionary<ContentHash, PendingRecord>(records.Count);
        foreach (var record in records)
        {
            // One write holds one record of a key: what a second one is worth shows when the first is there.
            if (batch.ContainsKey(record.Key))
            {
                writer.Append(batch.Values, now);
                batch.Clear();
            }

            if (Counts(record))
            {
                batch.Add(record.Key, record);
            }
        }

        if (batch.Count > 0)
        {
            writer.Append(batch.Values, now);
        }
    }

    /// <summary>Whether the record changes anything: the first answer for a key stays, unless it is a failure to be replaced.</summary>
    private bool Counts(PendingRecord record) =>
        record.Kind is RecordKind.Forgotten
        || !packs.TryFind(record.Key, static (in PackRecord r) => r.IsFailure, out var isFailure)
        || (record.Kind is RecordKind.Replacement && isFailure);
}
