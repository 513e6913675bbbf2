namespace SynthTool.Exports;

/// <summary>The forms that built rows can be handed on in.</summary>
internal enum ExportFormat
{
    /// <summary>One JSON object a line, with the output's columns in order.</summary>
    JsonLines,

    /// <summary>RFC 4180 with a head line; lists, structs and JSON as JSON text; null as an empty cell.</summary>
    Csv,

    /// <summary><c>{"messages":[{"role","content"}]}</c> a line, for fine-tuning services that speak OpenAI's form.</summary>
    OpenAi,

    /// <summary>The Parquet files under the names that Hugging Face's own tools give, <c>train-00000-of-00003.parquet</c>, with the card.</summary>
    HuggingFace,
}
