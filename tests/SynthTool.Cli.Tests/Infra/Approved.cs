namespace SynthTool.Cli.Tests.Infra;

/// <summary>Compares text with an approved file. <c>SYNTH_APPROVE=1</c> rewrites it: read the diff before committing it.</summary>
internal static class Approved
{
    public static void Check(string name, string text) => CheckFile(Repository.Path($"tests/SynthTool.Cli.Tests/Approved/{name}.txt"), text);

    public static void CheckFile(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("SYNTH_APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is missing; SYNTH_APPROVE=1 writes it. The text:\n{text}");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}
