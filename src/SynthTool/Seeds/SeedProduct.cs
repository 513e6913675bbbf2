using System.Collections.Immutable;
using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>
/// All combinations of the records of some sources, the first source's record changing slowest. Only the sources are
/// held: a combination is written when it is read, as one line at an offset that follows from the lengths of its parts.
/// Safe for several threads.
/// </summary>
/// <remarks>A line is <c>key TAB group TAB value</c>. Keys and groups hold no control characters; where the group is empty it is the key.</remarks>
internal sealed class SeedProduct
{
    private readonly ImmutableArray<CrossedSource> sources;
    private readonly ImmutableArray<Piece> pieces;
    private readonly ImmutableArray<int> byName;

    // By source, of the combinations of the sources behind it: how many there are, and how long all are without what stands before them.
    private readonly long[] countBehind;
    private readonly long[] lengthBehind;
    private readonly ImmutableArray<long> drawn;
    private readonly long[] drawnEnds = [];

    /// <param name="sources">At least one.</param>
    /// <param name="grouped">By source, whether its groups are a part of the combinations' groups.</param>
    public SeedProduct(ImmutableArray<CrossedSource> sources, ImmutableArray<bool> grouped)
    {
        this.sources = sources;
        byName = [.. Enumerable.Range(0, sources.Length).OrderBy(s => sources[s].Name, StringComparer.Ordinal)];
        pieces = [.. PiecesOf(grouped)];
        (countBehind, lengthBehind) = (new long[sources.Length + 1], new long[sources.Length + 1]);
        (countBehind[^1], lengthBehind[^1]) = (1, pieces.Sum(p => (long)p.Literal.Length));
        for (var s = sources.Length - 1; s >= 0; s--)
        {
            countBehind[s] = sources[s].Count * countBehind[s + 1];
            lengthBehind[s] = (sources[s].Length * countBehind[s + 1]) + (sources[s].Count * lengthBehind[s + 1]);
        }

        (Count, Length) = (countBehind[0], lengthBehind[0]);
    }

    private SeedProduct(SeedProduct all, ImmutableArray<long> drawn)
    {
        (sources, pieces, byName, countBehind, lengthBehind) = (all.sources, all.pieces, all.byName, all.countBehind, all.lengthBehind);
        this.drawn = drawn;
        drawnEnds = new long[drawn.Length];
        var parts = new int[sources.Length];
        for (var i = 0; i < drawn.Length; i++)
        {
            SetParts(drawn[i], parts);
            Length += LengthOf(parts);
            drawnEnds[i] = Length;
        }

        Count = drawn.Length;
    }

    /// <summary>How many combinations there are.</summary>
    public long Count { get; }

    /// <summary>Of all lines, in bytes.</summary>
    public long Length { get; }

    /// <summary>The longest line, in bytes; no line is longer.</summary>
    public long LongestLine => lengthBehind[^1] + sources.Sum(s => (long)s.Longest);

    /// <summary>Some of the combinations, in their order.</summary>
    /// <param name="numbers">Ascending.</param>
    public SeedProduct Draw(ImmutableArray<long> numbers) => new(this, numbers);

    /// <summary>The lines as a file that is read like any other.</summary>
    /// <param name="path">The file that the sources are named in.</param>
    public RecordFile ToFile(string path)
    {
        using var hash = new ContentHasher();
        foreach (var source in sources)
        {
            hash.Add(source.Digest);
        }

        // A stamp that equal contents share, and of so long ago that it is trusted.
        var digest = hash.Finish();
        var stamp = new FileStamp(Length, -(long)(digest.A >> 1), -(long)(digest.B >> 1), digest.C, IsFolder: false);
        return new RecordFile(path, path, RecordFormat.JsonLines, stamp) { Held = new ProductBytes(this) };
    }

    /// <summary>The places of the records that a combination is made of, in the order of the sources.</summary>
    /// <param name="number">From 0.</param>
    public ImmutableArray<SourcePlace> PlacesOf(long number)
    {
        var parts = PartsOf(number);
        return [.. sources.Select((s, i) => s.PlaceOf(parts[i]))];
    }

    /// <summary>Appends the key of a combination.</summary>
    public void WriteKey(ReadOnlySpan<int> parts, List<byte> to)
    {
        for (var s = 0; s < parts.Length; s++)
        {
            to.AddRange(s > 0 ? ","u8 : ""u8);
            to.AddRange(sources[s].KeyOf(parts[s]));
        }
    }

    /// <summary>Appends the value of a combination.</summary>
    public void WriteValue(ReadOnlySpan<int> parts, List<byte> to)
    {
        foreach (var piece in pieces.SkipWhile(p => p.Part is not Part.Value).Where(p => p.Part is Part.Value or Part.End))
        {
            to.AddRange(piece.Literal);
            to.AddRange(TextOf(piece, parts));
        }
    }

    /// <summary>Of which records a combination is made.</summary>
    /// <param name="number">From 0.</param>
    public int[] PartsOf(long number)
    {
        var parts = new int[sources.Length];
        SetParts(drawn.IsDefault ? number : drawn[(int)number], parts);
        return parts;
    }

    /// <summary>Goes on to the next of all combinations; false behind the last.</summary>
    public bool TryStep(Span<int> parts)
    {
        for (var s = parts.Length - 1; s >= 0; s--)
        {
            if (++parts[s] < sources[s].Count)
            {
                return true;
            }

            parts[s] = 0;
        }

        return false;
    }

    /// <summary>Writes the lines from an offset on until the buffer is full or they end; returns how many bytes.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        if (offset >= Length)
        {
            return 0;
        }

        var number = Find(offset, out var start);
        var parts = PartsOf(number);
        var skipped = offset - start;
        var written = 0;
        while (true)
        {
            foreach (var piece in pieces)
            {
                Append(piece.Literal, buffer, ref written, ref skipped);
                Append(TextOf(piece, parts), buffer, ref written, ref skipped);
            }

            if (written == buffer.Length || ++number == Count)
            {
                return written;
            }

            if (drawn.IsDefault)
            {
                TryStep(parts);
            }
            else
            {
                SetParts(drawn[(int)number], parts);
            }
        }
    }

    private static void Append(ReadOnlySpan<byte> text, Span<byte> buffer, ref int written, ref long skipped)
    {
        if (skipped >= text.Length)
        {
            skipped -= text.Length;
            return;
        }

        text = text[(int)skipped..];
        skipped = 0;
        text = text[..Math.Min(text.Length, buffer.Length - written)];
        text.CopyTo(buffer[written..]);
        written += text.Length;
    }

    private ReadOnlySpan<byte> TextOf(in Piece piece, ReadOnlySpan<int> parts) => piece.Part switch
    {
        Part.Key => sources[piece.Source].KeyOf(parts[piece.Source]),
        Part.Group => sources[piece.Source].GroupOf(parts[piece.Source]),
        Part.Value => sources[piece.Source].ValueOf(parts[piece.Source]),
        _ => [],
    };

    private long LengthOf(ReadOnlySpan<int> parts)
    {
        var length = lengthBehind[^1];
        for (var s = 0; s < parts.Length; s++)
        {
            length += sources[s].LengthOf(parts[s]);
        }

        return length;
    }

    private void SetParts(long number, Span<int> parts)
    {
        for (var s = parts.Length - 1; s >= 0; s--)
        {
            (number, var part) = Math.DivRem(number, sources[s].Count);
            parts[s] = (int)part;
        }
    }

    /// <summary>The combination in whose line an offset lies.</summary>
    /// <param name="start">Where its line begins.</param>
    private long Find(long offset, out long start)
    {
        if (!drawn.IsDefault)
        {
            var found = Array.BinarySearch(drawnEnds, offset);
            var index = found >= 0 ? found + 1 : ~found;
            start = index == 0 ? 0 : drawnEnds[index - 1];
            return index;
        }

        var (number, before, rest) = (0L, 0L, offset);
        for (var s = 0; s < sources.Length; s++)
        {
            var part = FindPart(s, before, rest);
            rest -= StartOf(s, part, before);
            before += sources[s].LengthOf(part);
            number = (number * sources[s].Count) + part;
        }

        start = offset - rest;
        return number;
    }

    // The last record of the source whose combinations begin at or before the offset.
    private int FindPart(int source, long before, long offset)
    {
        var (low, high) = (0, sources[source].Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = StartOf(source, middle, before) <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    // Where the combinations of a source's record begin behind what the sources before it have fixed, whose texts are so long.
    private long StartOf(int source, int record, long before) =>
        (record * ((before * countBehind[source + 1]) + lengthBehind[source + 1])) + (sources[source].StartOf(record) * countBehind[source + 1]);

    private IEnumerable<Piece> PiecesOf(ImmutableArray<bool> grouped)
    {
        for (var s = 0; s < sources.Length; s++)
        {
            yield return new Piece(s > 0 ? ","u8.ToArray() : [], Part.Key, s);
        }

        var groups = Enumerable.Range(0, sources.Length).Where(s => grouped[s]).ToList();
        yield return new Piece("\t"u8.ToArray(), Part.Literal, 0);
        foreach (var s in groups)
        {
            yield return new Piece(s == groups[0] ? [] : ","u8.ToArray(), Part.Group, s);
        }

        yield return new Piece("\t"u8.ToArray(), Part.Literal, 0);
        foreach (var s in byName)
        {
            yield return new Piece(Encoding.UTF8.GetBytes($"{(s == byName[0] ? '{' : ',')}\"{sources[s].Name}\":"), Part.Value, s);
        }

        yield return new Piece("}\n"u8.ToArray(), Part.End, 0);
    }

    private enum Part
    {
        Literal,
        Key,
        Group,
        Value,
        End,
    }

    /// <summary>A part of every line: some bytes, then a text of a source's record.</summary>
    private readonly record struct Piece(byte[] Literal, Part Part, int Source);
}
