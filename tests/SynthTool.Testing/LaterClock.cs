namespace SynthTool.Testing;

/// <summary>The system's clock, one hour fast: every file looks written long ago, so that its stamp can be trusted at once.</summary>
internal sealed class LaterClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
}
