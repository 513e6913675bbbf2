using SynthTool.Definition;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Definition;

public sealed class AFileOfTeachers
{
    private const string Text = Sample.Head + "teachers: ../teachers.yaml\nsteps: [{ generate: x, teacher: t, prompt: p }]\n";
    private const string File = "teachers.yaml";

    [Fact]
    public void GivesTheTeachersWithTheirPlacesInIt()
    {
        var read = Read(Text, "# shared\nt: { provider: openai, model: m, endpoint: \"${E}\" }\nother:\n  provider: openai\n  model: n\n");

        Assert.Empty(read.Diagnostics);
        Assert.Equal(File, read.Value!.TeachersFile);
        Assert.Equal([("t", "m", new SourcePlace(File, 2, 1)), ("other", "n", new SourcePlace(File, 3, 1))], read.Value.Teachers.Select(t => (t.Name.Value, t.Model, t.Name.Place)));
    }

    [Theory]
    [InlineData("t:\n  provider: openai\n  model: m\n  «0501»modl: n\n")]
    [InlineData("t: { provider: openai, model: m, api_key: «0508»sk-1 }\n")]
    [InlineData("t: { provider: openai, model: m, license: { id: \"«0509»${M}\" } }\n")]
    [InlineData("t: { provider: openai, model: m }\n«0262»t: { provider: openai, model: m }\n")]
    [InlineData("«0504»[t]\n")]
    [InlineData("«0504»# nothing\n")]
    [InlineData("t: «0504»5\n")]
    [InlineData("«0504»teachers:\n  t: { provider: openai, model: m }\n")]
    [InlineData("t: { provider: openai, model: m }\nu: «0260»[\n")]
    public void IsRefusedAtItsOwnPlaces(string marked)
    {
        var (text, expected) = Marked.Parse(marked);

        var read = Read(Text, text);

        Assert.Equal(string.Join('\n', expected), string.Join('\n', Marked.Of(read.Diagnostics)));
        Assert.All(read.Diagnostics, d => Assert.Equal(File, d.Place!.Path));
        Assert.Null(read.Value);
    }

    [Theory]
    [InlineData("teachers: «0101»../../teachers.yaml\n")]
    [InlineData("teachers: «0101»/etc/passwd\n")]
    public void StaysInTheRepository(string marked) => Sample.AssertFindings(Sample.Head + marked);

    [Fact]
    public void DeclaresTheNamesThatStepsUse()
    {
        var found = Assert.Single(Read(Text, "writer: { provider: openai, model: m }\n").Diagnostics);

        Assert.Equal(("SYNTH0507", Sample.Path), (found.Kind.Code, found.Place!.Path));
    }

    [Fact]
    public void ThatIsNotThereGivesNoSecondFinding() => Assert.Empty(Read(Text, null).Diagnostics);

    private static Parsed<DatasetDefinition> Read(string text, string? teachers) => Sample.Read(text, path =>
    {
        Assert.Equal(File, path.Value);
        return teachers;
    });
}
