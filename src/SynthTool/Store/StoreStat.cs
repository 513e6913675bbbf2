namespace SynthTool.Store;

/// <summary>What a layer holds.</summary>
/// <param name="Layer"><c>committed</c> or <c>local</c>.</param>
/// <param name="Files">Packs, or files of lines.</param>
/// <param name="Answers">Keys with an answer, failures among them.</param>
/// <param name="Failures">Keys whose answer is a recorded failure.</param>
/// <param name="Bytes">On the disk, without indexes.</param>
internal sealed record StoreStat(string Layer, int Files, long Answers, long Failures, long Bytes);
