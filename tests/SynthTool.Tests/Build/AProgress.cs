using System.Collections.Concurrent;
using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AProgress
{
    [Theory]
    [InlineData("{ generate: second, teacher: writer, prompt: prompts/second.sbn, samples: 2 }")]
    [InlineData("{ dedup: reply }", "{ generate: second, teacher: writer, prompt: prompts/second.sbn, samples: 2 }")]
    public async Task NeverPassesItsTotalWhichGrowsWithTheQuestionsThatBecomeKnown(params string[] steps)
    {
        using var dataset = TestDataset.Of(20).Write("prompts/second.sbn", "user:\nAbout {{ reply }}\n").Then(steps);
        var listener = new Listener();

        var outcome = await dataset.BuildAsync(listener: listener);

        Assert.Equal((ExitCode.Done, 60L), (outcome.ExitCode, outcome.Calls));
        var seen = listener.Seen.Where(p => p.Phase == "teacher").ToList();
        Assert.NotEmpty(seen);
        Assert.All(seen, p => Assert.InRange(p.Done, 0, p.Total));
        Assert.Contains(seen, p => p.Done == p.Total && p.Total >= 40);
    }

    private sealed class Listener : IBuildListener
    {
        public ConcurrentQueue<Progress> Seen { get; } = [];

        public void On(BuildEvent happened)
        {
            if (happened is BuildEvent.Progressed progressed)
            {
                Seen.Enqueue(progressed.Progress);
            }
        }
    }
}
