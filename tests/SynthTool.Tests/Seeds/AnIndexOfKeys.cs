using CsCheck;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class AnIndexOfKeys
{
    [Fact]
    public void FindsWhatADictionaryFinds()
    {
        var hash = Gen.OneOf(Gen.ULong, Gen.ULong[0, 3], Gen.ULong[0, 3].Select(n => (n << 56) | 7));
        Gen.Select(hash.Array[0, 400], Gen.Int[0, 60]).Sample(
            (hashes, removed) =>
            {
                var index = new KeyIndex();
                foreach (var one in hashes)
                {
                    index.Add(one, ~one);
                }

                index.RemoveLast(Math.Min(removed, hashes.Length));
                foreach (var again in hashes.Reverse().Take(Math.Min(removed, hashes.Length) / 2).Reverse())
                {
                    index.Add(again, ~again);
                }

                var expected = Enumerable.Range(0, index.Count).ToLookup(index.Key);
                foreach (var one in hashes.Concat([1UL, 2UL, ulong.MaxValue]))
                {
                    Assert.Equal(expected[one], index.Find(one).Order());
                    Assert.Equal(expected[one].Any(), index.Contains(one));
                }
            },
            iter: 50, threads: 1);
    }
}
