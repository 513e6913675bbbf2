using SynthTool.Definition;
using SynthTool.Files;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>
/// How stored rows become those of outputs, as the last build knew it, in a disposable file: where all columns pass on a name or a
/// path, neither YAML nor templates nor expressions need to be read to compare stored rows. Arrays and loops alone, for it is read in
/// a moment that should take no time.
/// </summary>
/// <param name="Name">The dataset's.</param>
/// <param name="Steps">Their names, in order.</param>
/// <param name="SeedPatterns">Of the files that seeds are read from.</param>
/// <param name="Prices">Of the teachers that have one.</param>
/// <param name="LastStage">Its number.</param>
/// <param name="EndsInCorpus">Whether the last stage is a corpus step, whose rows are those before it and its decisions.</param>
/// <param name="HasDeclaredShape">Whether schemas say which fields seeds have, and not the seeds themselves.</param>
internal sealed record RecordedReading(
    string Name, string[] Steps, string[] SeedPatterns, PricedTeacher[] Prices, PlainOutput[] Outputs, int LastStage, bool EndsInCorpus, bool HasDeclaredShape)
{
    private const int Magic = 0x53594e52;

    /// <summary>Null when an output needs more than names and paths.</summary>
    public static RecordedReading? Of(DatasetDefinition definition, IReadOnlyList<Stage> stages, NameShapes names)
    {
        var outputs = new List<PlainOutput>();
        foreach (var output in definition.Outputs)
        {
            if (PlainOutput.Of(output, names) is not { } plain)
            {
                return null;
            }

            outputs.Add(plain);
        }

        return new RecordedReading(
            definition.Name.Value,
            [.. definition.Steps.Select(s => s.Name)],
            [.. PatternsOf(definition)],
            PricedTeacher.Of(definition.Teachers),
            [.. outputs],
            stages.Count - 1,
            stages[^1] is Stage.Corpus,
            definition.Sources.All(s => s.Schema is not null));
    }

    /// <summary>Patterns of the files that seeds are read from.</summary>
    public static IEnumerable<string> PatternsOf(DatasetDefinition definition) =>
        definition.Sources.SelectMany(s => s.From.Select(f => f.Value).Concat(s.Taxonomy is { } tree ? [tree.Value.Length == 0 ? "**/*" : $"{tree.Value}/**/*"] : []));

    /// <param name="path">Absolute.</param>
    /// <param name="head">The facts that it holds for, in one line.</param>
    /// <param name="reading">Null: there is none for these facts.</param>
    public static void Write(string path, string head, RecordedReading? reading)
    {
        if (reading is null)
        {
            Disk.Delete(path);
            return;
        }

        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Magic + Epochs.State);
        writer.Write(head);
        writer.Write(reading.Name);
        Write(writer, reading.Steps);
        Write(writer, reading.SeedPatterns);
        writer.Write(reading.Prices.Length);
        foreach (var (teacher, price) in reading.Prices)
        {
            writer.Write(teacher);
            writer.Write(price.InputPerMillion);
            writer.Write(price.OutputPerMillion);
            writer.Write(price.Currency);
        }

        writer.Write(reading.Outputs.Length);
        foreach (var output in reading.Outputs)
        {
            writer.Write(output.Name);
            writer.Write(output.Columns.Length);
            foreach (var column in output.Columns)
            {
                writer.Write(column.Name);
                Write(writer, column.Path);
            }
        }

        writer.Write(reading.LastStage);
        writer.Write(reading.EndsInCorpus);
        writer.Write(reading.HasDeclaredShape);
        writer.Flush();
        SealedFile.Write(path, memory);
    }

    /// <summary>Null when nothing is recorded for these facts.</summary>
    public static RecordedReading? Read(string path, string head)
    {
        if (SealedFile.Read(path) is not { } content)
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(content);
            return reader.ReadInt32() == Magic + Epochs.State && reader.ReadString() == head
                ? new RecordedReading(
                    reader.ReadString(), ReadTexts(reader), ReadTexts(reader), ReadPrices(reader), ReadOutputs(reader), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean())
                : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(BinaryWriter writer, string[] texts)
    {
        writer.Write(texts.Length);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var texts = new string[SealedFile.ReadCount(reader, leastBytes: 1)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    private static PricedTeacher[] ReadPrices(BinaryReader reader)
    {
        var prices = new PricedTeacher[SealedFile.ReadCount(reader, leastBytes: 1)];
        for (var i = 0; i < prices.Length; i++)
        {
            prices[i] = new PricedTeacher(reader.ReadString(), new TeacherPrice(reader.ReadDecimal(), reader.ReadDecimal(), reader.ReadString()));
        }

        return prices;
    }

    private static PlainOutput[] ReadOutputs(BinaryReader reader)
    {
        var outputs = new PlainOutput[SealedFile.ReadCount(reader, leastBytes: 1)];
        for (var i = 0; i < outputs.Length; i++)
        {
            var name = reader.ReadString();
            var columns = new PlainColumn[SealedFile.ReadCount(reader, leastBytes: 1)];
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c] = new PlainColumn(reader.ReadString(), ReadTexts(reader));
            }

            outputs[i] = new PlainOutput(name, columns);
        }

        return outputs;
    }
}
