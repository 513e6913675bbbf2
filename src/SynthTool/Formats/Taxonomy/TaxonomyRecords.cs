using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Formats.Records;

namespace SynthTool.Formats.Taxonomy;

/// <summary>Makes records of a taxonomy's leaf, one of each example. Their path is added when they are decoded, so that the bytes do not know it.</summary>
internal static class TaxonomyRecords
{
    private const long MaxBytes = 256L * 1024 * 1024;

    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public static MadeContent Make(string repoPath, string text, TaxonomyPlace place)
    {
        var made = new MadeRecords();
        var read = TaxonomyReader.Read(repoPath, text, place.Path);
        if (read.Value is not { } leaf)
        {
            return new MadeContent(made.ToBytes(), read.Diagnostics);
        }

        var findings = new Findings();
        findings.AddRange(read.Diagnostics);
        var document = leaf.Patterns.IsEmpty ? null : TaxonomyDocuments.Read(repoPath, place, leaf.Patterns, findings);
        if ((document?.Length ?? 0L) * leaf.Examples.Length > MaxBytes)
        {
            findings.Add(TaxonomyDiagnostics.DocumentUnusable, leaf.Patterns[0].Place, "The leaf's documents are too long to go with each of its examples", "narrow \"patterns\", or divide the leaf");
        }

        foreach (var example in findings.HasErrors ? [] : leaf.Examples)
        {
            made.Add(example.Line, writer => Write(writer, leaf, example, document));
        }

        return new MadeContent(made.ToBytes(), findings.ToSorted());
    }

    private static void Write(Utf8JsonWriter writer, TaxonomyLeaf leaf, TaxonomyExample example, string? document)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, leaf.IsKnowledge ? "knowledge" : example.Context is null ? "ungrounded" : "grounded");
        writer.WriteNumber("version"u8, leaf.Version);
        writer.WriteString("created_by"u8, leaf.CreatedBy);
        writer.WriteString("domain"u8, leaf.Domain);
        writer.WriteString("task_description"u8, leaf.TaskDescription);
        writer.WriteString("document_outline"u8, leaf.DocumentOutline);
        writer.WriteString("context"u8, example.Context);
        writer.WriteString("question"u8, example.Pairs[0].Question);
        writer.WriteString("answer"u8, example.Pairs[0].Answer);
        writer.WriteStartArray("questions_and_answers"u8);
        foreach (var (question, answer) in example.Pairs)
        {
            writer.WriteStartObject();
            writer.WriteString("question"u8, question);
            writer.WriteString("answer"u8, answer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString(TaxonomyFields.Document, document);
        writer.WriteEndObject();
    }
}
