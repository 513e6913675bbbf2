namespace SynthTool.Benchmarks.Data;

/// <summary>What a dataset of a benchmark looks like.</summary>
/// <param name="Rows">Seeds, and rows: every seed is asked once and every answer is another.</param>
/// <param name="SeedCharacters">Of a seed's text, about.</param>
/// <param name="AnswerCharacters">Of an answer, about.</param>
/// <param name="Dedup">Whether exact <c>dedup</c> sees all answers.</param>
/// <param name="Commit">Whether answers are committed beside the definition.</param>
/// <param name="Concurrency">How many calls may be in flight, where any are made.</param>
internal sealed record DatasetForm(int Rows, int SeedCharacters, int AnswerCharacters, bool Dedup, bool Commit, int Concurrency = 64)
{
    public string Name => FormattableString.Invariant($"{Rows}-{SeedCharacters}-{AnswerCharacters}{(Dedup ? "-dedup" : "")}{(Commit ? "-commit" : "")}");

    /// <summary>Seeds of about 1 KB, one call a seed, exact dedup over all answers.</summary>
    public static DatasetForm Large(int rows) => new(rows, 960, 400, Dedup: true, Commit: false);

    /// <summary>Rows of 2 KB: 800 of prompt, 1,200 of answer.</summary>
    public static DatasetForm Wide(int rows) => new(rows, 800, 1200, Dedup: false, Commit: true);

    /// <summary>Small seeds, for what is asked on the wire.</summary>
    public static DatasetForm Asked(int rows, int concurrency) => new(rows, 300, 0, Dedup: false, Commit: false, concurrency);
}
