using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>The packs whose writers have ended. Their locks are held meanwhile, and removed afterwards.</summary>
internal sealed class IdlePacks : IDisposable
{
    private readonly Dictionary<string, OsLock> locks = new(StringComparer.Ordinal);

    private IdlePacks()
    {
    }

    public IReadOnlyList<Pack> Packs { get; private set; } = [];

    /// <summary>Whether nobody is writing at all.</summary>
    public bool IsAll { get; private set; }

    public static IdlePacks Of(PackSettings settings, IReadOnlyList<Pack> all)
    {
        var idle = new IdlePacks();
        var busy = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<Pack>();
        foreach (var pack in all.Where(p => Disk.FileExists(p.FilePath)).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var path = PackWriter.LockPath(settings.Folder, pack.Name);
            if (!idle.locks.ContainsKey(path) && !busy.Contains(path) && Disk.FileExists(path))
            {
                if (OsLock.TryAcquire(path, settings.Owner, out _) is { } held)
                {
                    idle.locks.Add(path, held);
                }
                else
                {
                    busy.Add(path);
                }
            }

            if (!busy.Contains(path))
            {
                found.Add(pack);
            }
        }

        (idle.Packs, idle.IsAll) = (found, busy.Count == 0);
        return idle;
    }

    public void Dispose()
    {
        foreach (var (path, held) in locks)
        {
            held.Dispose();
            Disk.Delete(path);
        }
    }
}
