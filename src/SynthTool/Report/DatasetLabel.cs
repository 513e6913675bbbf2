namespace SynthTool.Report;

/// <summary>What a dataset is called in reports: its name, or its file where the name could not be read.</summary>
internal static class DatasetLabel
{
    public static string Of(string dataset, string definition) => dataset.Length > 0 ? dataset : definition;
}
