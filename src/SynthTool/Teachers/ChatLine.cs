using Microsoft.Extensions.AI;

namespace SynthTool.Teachers;

/// <summary>A teacher's client and what is known of its server.</summary>
internal sealed class ChatLine(IChatClient client)
{
    private int mode;

    public IChatClient Client { get; } = client;

    /// <summary>The strictest way of asking for structured output that the server has not refused.</summary>
    public StructuredMode Mode => (StructuredMode)Volatile.Read(ref mode);

    /// <summary>Remembers that the server refuses a mode; false when there is no other left.</summary>
    public bool Leave(StructuredMode refused)
    {
        if (refused is StructuredMode.Text)
        {
            return false;
        }

        _ = Interlocked.CompareExchange(ref mode, (int)refused + 1, (int)refused);
        return true;
    }
}
