using SynthTool.Formats.Yaml;

namespace SynthTool.Formats.Records;

/// <summary>Makes records of a YAML file: each mapping of its lists, and each document that is a mapping.</summary>
internal static class YamlRecords
{
    public static MadeContent Make(string path, string text)
    {
        var made = new MadeRecords();
        var problems = YamlReader.ReadRecords(path, text, RecordLimits.MaxBytes, node => made.Add(node.Place.Line, writer => YamlJson.Write(writer, node)));
        return new MadeContent(made.ToBytes(), problems);
    }
}
