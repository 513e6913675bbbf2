using System.Collections.Concurrent;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>The committed layer: JSON Lines beside the definition, in git, and whatever git's merges make of them.</summary>
internal sealed class CommittedResponses : IResponses, IDisposable
{
    /// <summary>A step's answers are split over files when they take more than this.</summary>
    public const long MaxFileBytes = 8 * 1024 * 1024;

    private readonly RepositoryRoot root;
    private readonly string folder;
    private readonly Findings findings;
    private readonly long maxFileBytes;
    private readonly List<CommittedIndex> outdated = [];
    private volatile CommittedIndex index;
    private readonly ConcurrentDictionary<ContentHash, bool> damagedKeys = new();
    private int damagedOnUse;

    private CommittedResponses(RepositoryRoot root, string folder, Findings findings, long maxFileBytes)
    {
        this.root = root;
        this.folder = folder;
        this.findings = findings;
        this.maxFileBytes = maxFileBytes;
        index = CommittedIndex.Read(root, folder, findings);
    }

    /// <summary>How many lines are no answers.</summary>
    public int IntegrityErrors => index.InvalidLines + damagedOnUse;

    public int Count => index.Keys.Count;

    /// <summary>Reads where the answers lie; a folder that is missing holds none.</summary>
    /// <param name="root">What shown paths are relative to.</param>
    /// <param name="absoluteFolder"><c>responses/</c> beside the definition.</param>
    /// <param name="findings">Takes the warnings about lines, now and later.</param>
    /// <param name="maxFileBytes">See <see cref="MaxFileBytes"/>.</param>
    public static CommittedResponses Open(RepositoryRoot root, string absoluteFolder, Findings findings, long maxFileBytes = MaxFileBytes) =>
        new(root, absoluteFolder, findings, maxFileBytes);

    public bool TryGet(in ContentHash key, out Answer answer)
    {
        var wanted = key;
        answer = null!;
        var now = index;
        foreach (var entry in now.Keys.Find(key))
        {
            if (Read(now, entry) is not { } line)
            {
                damagedKeys[wanted] = true;
            }
            else if (line.Key == wanted)
            {
                answer = line.Answer;
                return true;
            }
        }

        return false;
    }

    public bool Contains(in ContentHash key) => !index.Keys.Find(key).IsEmpty;

    /// <summary>The step whose answers a file of this name holds; null when there is no such file.</summary>
    public string? StepOf(string name) => index.Files.FirstOrDefault(f => Path.GetFileName(f.FilePath) == name)?.Step;

    /// <summary>Whether a line with this key is no answer, as far as lines were read.</summary>
    public bool IsDamaged(in ContentHash key) => damagedKeys.ContainsKey(key) || index.DamagedKeys.Contains(key);

    /// <summary>All keys that have an answer, in order. Reads every line, and reports those that are none.</summary>
    public IReadOnlyList<ContentHash> Keys()
    {
        var keys = new List<ContentHash>(index.Keys.Count);
        foreach (var entry in index.Keys.Entries)
        {
            if (Read(index, entry) is { } line)
            {
                keys.Add(line.Key);
            }
        }

        keys.Sort();
        return keys;
    }

    public StoreStat Stat()
    {
        var failures = 0;
        foreach (var entry in index.Keys.Entries)
        {
            failures += entry.Flag ? 1 : 0;
        }

        return new StoreStat("committed", index.Files.Count, index.Keys.Count, failures, index.Files.Sum(f => f.Length));
    }

    /// <summary>Adds the used answers that are not here yet, and puts replacements in the place of failures. Lines that are not used stay.</summary>
    /// <param name="steps">In the definition's order: a key that two steps share lies with the first.</param>
    /// <param name="source">Knows the answers.</param>
    /// <returns>Whether any file changed.</returns>
    public bool Write(IReadOnlyList<StepAnswers> steps, IResponses source)
    {
        var replaced = Replaced(steps, source);
        var claimed = new HashSet<ContentHash>();
        var changed = false;
        foreach (var step in steps)
        {
            var added = step.Keys.Where(k => index.Keys.Find(k).IsEmpty && claimed.Add(k)).ToList();
            changed |= WriteStep(step.Step, added, replaced, source);
        }

        foreach (var step in replaced.Values.Select(e => index.Files[e.File].Step).Distinct().Except(steps.Select(s => s.Step)).Order(StringComparer.Ordinal))
        {
            changed |= WriteStep(step, [], replaced, source);
        }

        return Changed(changed);
    }

    /// <summary>Whether <see cref="Write"/> would change a file.</summary>
    public bool WouldWrite(IReadOnlyList<StepAnswers> steps, IResponses source) =>
        steps.Any(s => s.Keys.Any(k => index.Keys.Find(k).IsEmpty) || !IsTidy([.. index.Files.Where(f => f.Step == s.Step)])) || Replaced(steps, source).Count > 0;

    /// <summary>Removes the lines of the keys.</summary>
    public StoreChange Forget(IReadOnlyCollection<ContentHash> keys)
    {
        var beginnings = keys.Select(k => (k.A, k.B)).ToHashSet();
        return Remove(e => beginnings.Contains((e.High, e.Low)));
    }

    /// <summary>Removes the lines that are not used.</summary>
    public StoreChange Collect(IReadOnlySet<ContentHash> used)
    {
        var beginnings = used.Select(k => (k.A, k.B)).ToHashSet();
        return Remove(e => !beginnings.Contains((e.High, e.Low)));
    }

    public void Dispose()
    {
        index.Dispose();
        outdated.ForEach(o => o.Dispose());
    }

    private (ContentHash Key, Answer Answer)? Read(CommittedIndex now, KeyEntry entry)
    {
        var why = "";
        var read = now.Files[entry.File].ReadLine(entry.Offset, line =>
            AnswerJson.TryRead(line, out var key, out var answer, out why) ? (key, answer) : ((ContentHash, Answer)?)null);
        if (read is null)
        {
            Interlocked.Increment(ref damagedOnUse);
            findings.Add(StoreDiagnostics.LineInvalid, now.PlaceOf(entry), $"the line {why}; its answer counts as missing", "restore the line from git, or let a build ask again");
        }

        return read;
    }

    private Dictionary<ContentHash, KeyEntry> Replaced(IReadOnlyList<StepAnswers> steps, IResponses source)
    {
        var replaced = new Dictionary<ContentHash, KeyEntry>();
        foreach (var key in steps.SelectMany(s => s.Keys))
        {
            foreach (var entry in index.Keys.Find(key))
            {
                if (entry.Flag && source.TryGet(key, out var answer) && answer.Replaces)
                {
                    replaced[key] = entry;
                }
            }
        }

        return replaced;
    }

    private bool WriteStep(string step, List<ContentHash> added, Dictionary<ContentHash, KeyEntry> replaced, IResponses source)
    {
        var files = index.Files.Where(f => f.Step == step).ToList();
        var ofStep = replaced.Where(r => index.Files[r.Value.File].Step == step).ToDictionary(r => r.Value, r => r.Key);
        if (added.Count == 0 && ofStep.Count == 0 && IsTidy(files))
        {
            return false;
        }

        var numbers = files.Select(f => f.Number).ToHashSet();
        var kept = new List<KeyEntry>();
        foreach (var entry in index.Keys.Entries)
        {
            if (numbers.Contains(entry.File) && !ofStep.ContainsKey(entry))
            {
                kept.Add(entry);
            }
        }

        ContentHash[] sorted = [.. added.Concat(ofStep.Values).Order()];
        return new CommittedWriter(folder, step, maxFileBytes).Write(index, kept, sorted, source);
    }

    private bool IsTidy(List<CommittedFile> files)
    {
        var length = CommittedWriter.PrefixLength(files.Sum(f => f.Length), maxFileBytes);
        return files.All(f => f.IsTidy && Path.GetFileName(f.FilePath).Length == CommittedFile.NameFor(f.Step, new string('0', length)).Length);
    }

    private StoreChange Remove(Func<KeyEntry, bool> goes)
    {
        var kept = new List<KeyEntry>();
        var removed = new List<KeyEntry>();
        foreach (var entry in index.Keys.Entries)
        {
            (goes(entry) ? removed : kept).Add(entry);
        }

        foreach (var step in removed.Select(e => index.Files[e.File].Step).Distinct().Order(StringComparer.Ordinal))
        {
            new CommittedWriter(folder, step, maxFileBytes).Write(index, kept.FindAll(e => index.Files[e.File].Step == step), [], this);
        }

        Changed(removed.Count > 0);
        return new StoreChange(removed.Count);
    }

    // What was written lies in new files; readers in other threads may still be using the old ones.
    private bool Changed(bool changed)
    {
        if (changed)
        {
            outdated.Add(index);
            index = CommittedIndex.Read(root, folder, findings);
        }

        return changed;
    }
}
