using System.Collections.Concurrent;
using SynthTool.Definition;

namespace SynthTool.Build;

/// <summary>
/// Lets one build of this process ask a server at a time: its limits hold however many datasets are built side by side,
/// and what two of them ask alike is bought once.
/// </summary>
internal sealed class TeacherTurns
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <summary>Waits until no other build asks one of these; until the turn is disposed of, none will.</summary>
    public Task<IDisposable> TakeAsync(IEnumerable<TeacherDefinition> teachers, CancellationToken ct) =>
        TakeAsync(teachers.SelectMany(t => new[] { $"server {t.Endpoint?.Value}", $"model {t.Model}" }), ct);

    /// <summary>The same, of anything that has a name.</summary>
    public async Task<IDisposable> TakeAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var turn = new Turn();
        try
        {
            // Always in one order, so that no two builds wait for each other.
            foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var one = turns.GetOrAdd(name, _ => new SemaphoreSlim(1));
                await one.WaitAsync(ct);
                turn.Add(one);
            }
        }
        catch (OperationCanceledException)
        {
            turn.Dispose();
            throw;
        }

        return turn;
    }

    private sealed class Turn : IDisposable
    {
        private readonly List<SemaphoreSlim> held = [];

        public void Add(SemaphoreSlim one) => held.Add(one);

        public void Dispose()
        {
            held.ForEach(h => h.Release());
            held.Clear();
        }
    }
}
