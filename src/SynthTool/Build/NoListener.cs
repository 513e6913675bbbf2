namespace SynthTool.Build;

/// <summary>Listens to nothing.</summary>
internal sealed class NoListener : IBuildListener
{
    public static readonly NoListener Instance = new();

    public void On(BuildEvent happened)
    {
    }
}
