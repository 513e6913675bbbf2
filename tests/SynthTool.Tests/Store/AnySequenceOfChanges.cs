using CsCheck;
using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class AnySequenceOfChanges
{
    private const int Keys = 12;
    private const int OpsPerRun = 100;
    private const int Runs = 100;

    private static readonly Gen<Op> AnyOp = Gen.Frequency(
        (14, Gen.Int[(int)Op.Put, (int)Op.ReplaceByFailure].Select(op => (Op)op)),
        (10, Gen.Const(Op.Get)),
        (8, Gen.Int[(int)Op.Forget, (int)Op.AddElsewhere].Select(op => (Op)op)));

    private enum Op
    {
        Put,
        PutFailure,
        Replace,
        ReplaceByFailure,
        Get,
        Forget,
        Collect,
        Reopen,
        RemoveIndexes,
        AddElsewhere,
    }

    [Fact]
    public Task LeavesTheSameAsItDoesInADictionary() =>
        Gen.Select(AnyOp, Gen.Int[0, Keys - 1], Gen.Int[0, 1_000_000]).Array[OpsPerRun].SampleAsync(
            async ops => await RunAsync(ops),
            print: ops => string.Join(' ', ops.Select(o => FormattableString.Invariant($"{o.Item1}:{o.Item2}:{o.Item3}"))),
            iter: Runs,
            threads: 2);

    private static async Task RunAsync((Op Op, int Key, int Number)[] ops)
    {
        using var folder = new TemporaryFolder(inMemory: true);
        var findings = new Findings();
        var model = new Dictionary<int, Answer>();
        var opened = 0;
        var store = Open();
        foreach (var (op, key, number) in ops)
        {
            await ApplyAsync(op, key, number);
        }

        await ReopenAsync();
        AssertSame();
        await store.DisposeAsync();
        Assert.Empty(findings.ToSorted());

        PackStore Open() => Sample.Packs(folder, FormattableString.Invariant($"w{opened++:0000}"), findings, s => s with
        {
            Sync = (_, _) => { },
            SegmentBytes = 700,
            MaxPacks = 6,
            SmallPackBytes = 650,
            SmallPackAnswers = 4,
        });

        async Task ReopenAsync()
        {
            await store.DisposeAsync();
            store = Open();
        }

        void AssertSame()
        {
            for (var key = 0; key < Keys; key++)
            {
                Assert.Equal(model.GetValueOrDefault(key)?.Text, store.TextOf(key));
                Assert.Equal(model.ContainsKey(key), store.Contains(Sample.Key(key)));
            }

            Assert.Equal(model.Keys.Select(Sample.Key).Order(), store.Keys());
        }

        async Task ApplyAsync(Op op, int key, int number)
        {
            switch (op)
            {
                case Op.Put or Op.PutFailure or Op.Replace or Op.ReplaceByFailure:
                    var answer = op is Op.Put or Op.Replace ? Sample.Answer(number) : Sample.Failed() with { Text = FormattableString.Invariant($"refused {number}") };
                    answer = answer with { Replaces = op is Op.Replace or Op.ReplaceByFailure };
                    await store.PutAsync(key, answer);
                    Put(key, answer);
                    break;
                case Op.Get:
                    Assert.Equal(model.GetValueOrDefault(key)?.Text, store.TextOf(key));
                    break;
                case Op.Forget:
                    var forgotten = Enumerable.Range(0, Keys).Where(k => ((number >> k) & 3) == 3 || k == key).ToList();
                    Assert.Equal(new StoreChange(forgotten.Count(model.Remove)), await store.ForgetAsync([.. forgotten.Select(Sample.Key)]));
                    break;
                case Op.Collect when number % 4 == 0:
                    var unused = Enumerable.Range(0, Keys).Where(k => ((number >> k) & 3) == 3).ToList();
                    await ReopenAsync(); // what this process writes is not collected
                    Assert.Equal(new StoreChange(unused.Count(model.Remove)), await store.CollectAsync(model.Keys.Select(Sample.Key).ToHashSet()));
                    break;
                case Op.Reopen:
                    await ReopenAsync();
                    AssertSame();
                    break;
                case Op.RemoveIndexes:
                    await store.DisposeAsync();
                    Array.ForEach(Directory.Exists(folder[".synth/responses"]) ? Sample.Files(folder, ".idx") : [], File.Delete);
                    store = Open();
                    break;
                case Op.AddElsewhere:
                    await using (var other = Open())
                    {
                        await other.PutAsync(key, Sample.Answer(number));
                        Put(key, Sample.Answer(number));
                    }

                    store.Refresh();
                    break;
            }
        }

        void Put(int key, Answer answer)
        {
            if (!model.TryGetValue(key, out var known) || (known.Failure is not null && answer.Replaces))
            {
                model[key] = answer;
            }
        }
    }
}
