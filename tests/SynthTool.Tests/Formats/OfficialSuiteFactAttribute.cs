namespace SynthTool.Tests.Formats;

/// <summary>A test that needs the official suite; reported as skipped, with the reason, where it cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficialSuiteFactAttribute : FactAttribute
{
    public OfficialSuiteFactAttribute()
    {
        if (OfficialSuite.Folder is null)
        {
            Skip = "JSON Schema's official suite is not under artifacts/json-schema-test-suite, and neither git nor apt-get could fetch it";
        }
    }
}
