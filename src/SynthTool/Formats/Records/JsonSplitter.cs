using System.Buffers;

namespace SynthTool.Formats.Records;

/// <summary>The objects of an array, or the one object of a file. It follows brackets and quotes only: what lies between them is the decoder's to judge.</summary>
internal sealed class JsonSplitter(bool isFileStart, bool isFileEnd) : RecordSplitter
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8);

    private State state = isFileStart ? State.Start : State.AfterComma;
    private bool isArray = !isFileStart;
    private int start;
    private int depth;
    private bool isText;
    private bool isEscaped;

    private enum State
    {
        Start,
        AfterBracket,
        AfterComma,
        Value,
        AfterValue,
        Done,
        Failed,
    }

    public override int RecordStart => start;

    public override bool TryNext(ReadOnlySpan<byte> bytes, bool isEnd, out Split split)
    {
        while (Scanned < bytes.Length && state is not State.Failed)
        {
            if (state is State.Value)
            {
                if (!FindEnd(bytes))
                {
                    break;
                }

                return Found(out split);
            }

            Scanned += SpacesIn(bytes[Scanned..]);
            if (Scanned < bytes.Length && Step(bytes[Scanned]) is { } problem)
            {
                return Fail(problem, bytes.Length, out split);
            }
        }

        return isEnd ? End(bytes, out split) : Rest(bytes, out split);
    }

    public override void Forget(int count)
    {
        base.Forget(count);
        start -= count;
    }

    private string? Step(byte next)
    {
        switch (state, (char)next)
        {
            case (State.Start, '['):
                isArray = true;
                state = State.AfterBracket;
                break;
            case (State.AfterBracket or State.AfterValue, ']') when isArray:
                state = State.Done;
                break;
            case (State.AfterValue, ',') when isArray:
                state = State.AfterComma;
                break;
            case (State.Start, '{') or (State.AfterBracket, not (',' or '}')) or (State.AfterComma, not (',' or ']' or '}')):
                (start, depth, isText, isEscaped) = (Scanned, 0, false, false);
                state = State.Value;
                return null;
            default:
                return state switch
                {
                    State.Start => "The file holds neither an array of objects nor an object",
                    State.AfterBracket or State.AfterComma => "An object is missing here",
                    State.AfterValue when isArray => "A comma or the array's end is missing here",
                    _ => "Something follows the file's value",
                };
        }

        Scanned++;
        return null;
    }

    private bool FindEnd(ReadOnlySpan<byte> bytes)
    {
        while (Scanned < bytes.Length)
        {
            if (isText)
            {
                SkipText(bytes);
                if (!isText && depth == 0)
                {
                    return true;
                }
            }
            else if (depth == 0 ? IsEndAt(bytes[Scanned]) : IsEndAfterNesting(bytes))
            {
                return true;
            }
        }

        return false;
    }

    private void SkipText(ReadOnlySpan<byte> bytes)
    {
        if (isEscaped)
        {
            isEscaped = false;
            Scanned++;
            return;
        }

        var at = bytes[Scanned..].IndexOfAny((byte)'"', (byte)'\\');
        Scanned = at < 0 ? bytes.Length : Scanned + at + 1;
        isEscaped = at >= 0 && bytes[Scanned - 1] == '\\';
        isText = at < 0 || isEscaped;
    }

    private bool IsEndAfterNesting(ReadOnlySpan<byte> bytes)
    {
        var at = bytes[Scanned..].IndexOfAny(Brackets);
        if (at < 0)
        {
            Scanned = bytes.Length;
            return false;
        }

        Scanned += at + 1;
        var one = (char)bytes[Scanned - 1];
        isText = one == '"';
        depth += one is '{' or '[' ? 1 : isText ? 0 : -1;
        return depth == 0;
    }

    // A value outside brackets and quotes ends before what separates it.
    private bool IsEndAt(byte one)
    {
        if (Scanned > start && (char)one is '}' or ']' or ',' or ' ' or '\t' or '\r' or '\n')
        {
            return true;
        }

        isText = one == '"';
        depth += (char)one is '{' or '[' ? 1 : 0;
        Scanned++;
        return false;
    }

    private bool Found(out Split split)
    {
        split = Split.Record(start, Scanned - start, Scanned);
        state = State.AfterValue;
        Scanned = 0;
        return true;
    }

    private bool Fail(string message, int length, out Split split)
    {
        var kind = state is State.Start ? RecordsDiagnostics.NotAnObject : state is State.Done || !isArray ? RecordsDiagnostics.TrailingText : RecordsDiagnostics.InvalidJson;
        split = Split.Fatal(Math.Min(Scanned, length), length, kind, message);
        state = State.Failed;
        Scanned = 0;
        return true;
    }

    private bool End(ReadOnlySpan<byte> bytes, out Split split)
    {
        switch (state)
        {
            case State.Value:
                _ = Found(out split);
                state = State.Failed; // the decoder says that the value is cut off
                return true;
            case State.Start:
                return Fail("The file is empty", bytes.Length, out split);
            case State.AfterBracket or State.AfterComma or State.AfterValue when isArray && isFileEnd:
                return Fail("The array is never closed", bytes.Length, out split);
            default:
                state = State.Failed;
                return Rest(bytes, out split);
        }
    }

    // Blanks between values need not be kept until the next value is there.
    private bool Rest(ReadOnlySpan<byte> bytes, out Split split)
    {
        split = new Split(0, 0, bytes.Length);
        if (state is State.Value || bytes.IsEmpty)
        {
            return false;
        }

        Scanned = 0;
        return true;
    }

    private static int SpacesIn(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return length < 0 ? bytes.Length : length;
    }
}
