using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>An object's members in ordinal UTF-16 order of their names, in a borrowed array.</summary>
internal readonly ref struct SortedMembers : IDisposable
{
    private readonly JsonProperty[] rented;
    private readonly int count;

    private SortedMembers(JsonProperty[] rented, int count)
    {
        this.rented = rented;
        this.count = count;
    }

    public Span<JsonProperty> Span => rented.AsSpan(0, count);

    public static SortedMembers Of(JsonElement value)
    {
        var rented = ArrayPool<JsonProperty>.Shared.Rent(value.GetPropertyCount());
        var count = 0;
        var isSorted = true;
        foreach (var member in value.EnumerateObject())
        {
            rented[count] = member;
            isSorted = isSorted && (count == 0 || Compare(rented[count - 1], member) <= 0);
            count++;
        }

        var members = new SortedMembers(rented, count);
        if (!isSorted)
        {
            Sort(members.Span);
        }

        return members;
    }

    public void Dispose()
    {
        Span.Clear();
        ArrayPool<JsonProperty>.Shared.Return(rented);
    }

    private static void Sort(Span<JsonProperty> members)
    {
        const int Few = 24;
        if (members.Length > Few)
        {
            members.Sort(static (a, b) => Compare(a, b));
            return;
        }

        for (var i = 1; i < members.Length; i++)
        {
            var one = members[i];
            var at = i;
            for (; at > 0 && Compare(members[at - 1], one) > 0; at--)
            {
                members[at] = members[at - 1];
            }

            members[at] = one;
        }
    }

    private static int Compare(in JsonProperty a, in JsonProperty b) =>
        JsonText.Compare(JsonMarshal.GetRawUtf8PropertyName(a), JsonMarshal.GetRawUtf8PropertyName(b));
}
