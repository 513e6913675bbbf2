using System.Collections.Immutable;

namespace SynthTool.Definition;

/// <summary>Every word of the format, built or not. The reader and a test of the JSON Schema for editors use the same tables.</summary>
internal static class KnownKeys
{
    public static readonly KeyTable Dataset = new("a definition", "",
    [
        new("dataset", "The dataset's name: its folder below out/. Letters, digits, '.', '_' and '-'."),
        new("version", "The dataset's version, for manifest, card and package."),
        new("description", "What the dataset is, for its card."),
        new("license", "The dataset's licence, as its card names it."),
        new("responses", "commit: answers that are used go to responses/ beside the definition, in git. Without it they stay in the local store."),
        new("budget", "What one build may spend without being asked."),
        new("seeds", "Where the seeds come from: one source, a list of sources, or sources with names that are crossed."),
        new("teachers", "The models that steps ask, by name; or the path of a file that holds them for several definitions."),
        new("steps", "What happens to the seeds, in order."),
        new("outputs", "The configs that are written, by name. Without it: one table named default."),
        new("gates", "Tests that the whole dataset must pass. Without it: rows >= 1."),
    ]);

    public static readonly KeyTable Budget = new("a budget", "/$defs/budget",
    [
        new("calls", "How many calls one build may make without being asked."),
        Later("cost", "how much money one build may spend"),
        Later("tokens", "how many tokens one build may use"),
    ]);

    public static readonly KeyTable Source = new("a source", "/$defs/source",
    [
        new("from", "A path, a glob pattern, or a list of them, relative to this file; or { taxonomy: folder }; or another dataset, whose rows are the records."),
        new("schema", "What every record must satisfy: a short schema such as { text: string }, or the path of a JSON Schema."),
        new("key", "The field, or the list of fields, that identifies a record. Without it its content does."),
        new("group", "The field, or the list of fields, that names the unit which a split never divides. Without it the seed's key."),
        new("rename", "Fields as they are written in the source, and their names in the seed."),
        new("where", "Records for which this expression is false are left out."),
        new("limit", "How many records are taken, after where."),
        new("columns", "The field, or the list of fields, that a record keeps, as the source names them. Without it all."),
        new("chunk", "Cuts documents into chunks: records with text, path, heading and position."),
    ]);

    public static readonly KeyTable Chunk = new("a chunk", "/$defs/chunk",
    [
        new("by", "heading: before headings; paragraphs: between paragraphs; words: every max_words words."),
        new("max_words", "The longest chunk, in words. Without it every section or paragraph is one chunk; needed by words."),
        new("overlap", "How many words a chunk by words repeats of the one before: at most half of max_words; 0 by default."),
    ]);

    public static readonly KeyTable ChunkBy = new("a way to cut", "",
    [
        new("heading", "before headings"),
        new("paragraphs", "between paragraphs"),
        new("words", "every so many words"),
    ]);

    public static readonly KeyTable Cross = new("sources that are crossed", "/$defs/cross",
    [
        new("cross", "The names of the sources, the one that changes slowest first: every record of each is combined with every record of the others. A record is the member of the seed that its source is called."),
        new("where", "Combinations for which this expression is false are left out."),
        new("limit", "How many combinations are taken from the beginning, after where."),
        new("sample", "How many combinations are drawn, after where: always the same ones, and nearly the same ones when the sources change."),
        new("group", "A source, or a field of one as name.field, or a list of them: the unit which a split never divides. Without it the seed's key."),
    ]);

    public static readonly KeyTable From = new("a source's from", "",
    [
        new("dataset", "The rows of another dataset."),
        new("taxonomy", "The folder of an InstructLab taxonomy: every qna.yaml below it gives a seed for each of its examples."),
    ]);

    public static readonly KeyTable FromTaxonomy = new("a taxonomy as source", "/$defs/fromTaxonomy", [From.Find("taxonomy")!]);

    public static readonly KeyTable FromDataset = new("a dataset as a source", "/$defs/fromDataset",
    [
        new("dataset", "The path of another definition (*.synth.yaml), relative to this file. It is built first, and its rows are the records."),
        new("output", "Which of its outputs. Without it the only one."),
        new("split", "Which of its splits. Without it all, in their order."),
    ]);

    public static readonly KeyTable Teacher = new("a teacher", "/$defs/teacher",
    [
        new("provider", "openai: any server that speaks OpenAI's protocol."),
        new("model", "The model's name. It is part of the request key: another model is asked anew."),
        new("revision", "Tells other weights under the same name apart. Part of the request key."),
        new("send_as", "What this server calls the model. Not part of the request key."),
        new("endpoint", "The server's address; may hold ${NAME}, resolved only when a call is made."),
        new("api_key", "A ${NAME} reference, resolved only when a call is made; never the key itself."),
        new("headers", "Further headers of a request; values may hold ${NAME}."),
        new("license", "What the model's licence says about using its answers."),
        new("options", "Sampling options. Part of the request key."),
        new("limits", "What the server takes. Not part of the request key."),
        new("price", "Prices for a million tokens, to show what a build costs."),
    ]);

    public static readonly KeyTable License = new("a licence", "/$defs/teacherLicense",
    [
        new("id", "The licence's name, such as apache-2.0."),
        new("url", "Where the licence's text is."),
        new("distillation", "Whether other models may be trained on the answers: allowed, conditional or forbidden."),
        new("obligations", "What the licence asks of those who train on the answers."),
    ]);

    public static readonly KeyTable Options = new("options", "/$defs/options",
    [
        new("temperature", "How freely tokens are drawn; 0 takes the likeliest."),
        new("top_p", "Draws only from the likeliest tokens that make up this share."),
        new("max_output_tokens", "How long an answer may be."),
        new("frequency_penalty", "Makes tokens less likely the more often they were used."),
        new("presence_penalty", "Makes tokens less likely once they were used."),
        new("seed", "The seed of the server's random numbers."),
        new("stop", "A text, or a list of texts, that ends an answer."),
        new("extra", "Further members of the request, sent as they stand."),
    ]);

    public static readonly KeyTable Limits = new("limits", "/$defs/limits",
    [
        new("concurrency", "Calls in flight at once; 16 by default."),
        new("requests_per_minute", "Calls that may begin in a minute; unlimited by default."),
        new("tokens_per_minute", "Tokens that may be used in a minute; unlimited by default."),
        new("timeout_seconds", "How long one attempt may take; 300 by default."),
    ]);

    public static readonly KeyTable Price = new("a price", "/$defs/price",
    [
        new("input_per_million", "For a million tokens of prompts."),
        new("output_per_million", "For a million tokens of answers."),
        new("currency", "Three capital letters, such as USD."),
    ]);

    public static readonly KeyTable Each = new("a step each", "/$defs/each",
    [
        new("each", "The result's name: one row per element."),
        new("in", "A list column, a list of columns, or literal values. An item that is an earlier step's name, or begins with seed., row. or an earlier step's name and a dot, is a column."),
        new("weights", "Relative weights of the literal values, in their order; needs sample."),
        new("sample", "How many of the elements are drawn for each row, always the same ones."),
    ]);

    public static readonly KeyTable Generate = new("a step generate", "/$defs/generate",
    [
        new("generate", "The result's name: the teacher's answer."),
        new("teacher", "Which teacher is asked."),
        new("prompt", "The path of the prompt's template, the template itself, or its messages by role."),
        new("response", "What an answer must satisfy: a short schema such as { text: string, score: 1..5 }, or the path of a JSON Schema. Without it the result is text."),
        new("samples", "How many answers are asked for each row; 1 by default."),
        new("options", "Sampling options, over the teacher's own."),
        Later("until", "asks until enough rows have survived"),
        Later("keep_answers", "keeps answers that were not used"),
    ]);

    public static readonly KeyTable Prompt = new("a prompt", "/$defs/prompt",
    [
        new("system", "The system message: a template."),
        new("user", "The user's message: a template."),
        new("assistant", "The assistant's message: a template."),
    ]);

    public static readonly KeyTable Filter = new("a step filter", "/$defs/filter",
    [
        new("filter", "Keeps the rows for which the expression, or every expression of the list, is true. name: expression names the reason."),
    ]);

    public static readonly KeyTable Map = new("a step map", "/$defs/map",
    [
        new("map", "The result's name."),
        new("to", "The expression that computes it."),
    ]);

    public static readonly KeyTable Dedup = new("a step dedup", "/$defs/dedup",
    [
        new("dedup", "Keeps the first of the rows for which this column, or every column of the list, is equal."),
        Later("near", "finds texts that are almost equal"),
        Later("semantic", "finds texts that mean the same"),
        Later("across", "compares between splits"),
        Later("order", "chooses which row is kept"),
    ]);

    public static readonly KeyTable Split = new("a step split", "/$defs/split",
    [
        new("split", "Splits by name, with the percentage of the groups that each gets; they add up to 100."),
    ]);

    public static readonly KeyTable Output = new("an output", "/$defs/output",
    [
        new("format", "table: the columns as they are declared (the default); chat: a column messages, checked for its shape."),
        new("columns", "Columns by name, each an expression. Without it: id and every result, or seed where there is none."),
        new("where", "Rows for which this expression is false are not in this output."),
        new("seeds_per_shard", "How many seeds' rows a file aims to hold; 4096 by default."),
    ]);

    /// <summary>The steps, by the key that begins them.</summary>
    public static readonly KeyTable Steps = new("a step", "",
    [
        new("each", "one row per element of a list"),
        new("generate", "asks a teacher"),
        new("filter", "keeps rows for which expressions are true"),
        new("map", "computes a column"),
        new("dedup", "keeps the first of equal rows"),
        new("split", "gives each group of rows a split"),
        Later("choose", "chooses among siblings"),
        Later("critique", "lets a teacher or a person judge"),
        Later("revise", "improves a column with a critic"),
        Later("verify", "compares answers with what is expected"),
        Later("converse", "lets teachers talk to each other"),
        Later("evolve", "grows a pool of rows in rounds"),
        Later("redact", "removes personal data"),
        Later("secrets", "finds credentials"),
        Later("decontaminate", "removes rows that overlap with benchmarks"),
        Later("language", "keeps languages"),
        Later("length", "keeps lengths"),
        Later("refusal", "removes refusals"),
        Later("repetition", "removes repetitive text"),
        Later("balance", "evens out groups"),
        Later("mix", "adds another dataset's rows"),
        Later("embed", "computes embeddings"),
        Later("run", "runs a command"),
        Later("plugin", "runs a step of your own"),
    ]);

    public static readonly KeyTable Formats = new("a format", "",
    [
        new("table", "columns as they are declared"),
        new("chat", "messages whose roles alternate"),
        Later("prompt-completion", "a prompt and its completion"),
        Later("preference", "a chosen and a rejected answer"),
        Later("kto", "answers with a label"),
        Later("alpaca", "instruction, input and output"),
        Later("sharegpt", "conversations as from and value"),
        Later("openai", "OpenAI's form for fine-tuning"),
    ]);

    public static readonly KeyTable Responses = new("a place for responses", "", [new("commit", "answers that are used go to git")]);

    public static readonly KeyTable Providers = new("a provider", "", [new("openai", "any server that speaks OpenAI's protocol")]);

    public static readonly KeyTable Distillation = new("a licence's stand on distillation", "",
    [
        new("allowed", "answers may train other models"),
        new("conditional", "they may, under the obligations"),
        new("forbidden", "they may not"),
    ]);

    public static readonly KeyTable GateTerms = new("a gate's term", "",
    [
        new("rows", "rows after the last step"),
        new("kept", "rows that a step kept"),
        new("removed", "rows that a step removed"),
        new("quarantined", "responses that are recorded failures"),
        .. ((string[])["agreement", "bias", "compression", "depth", "distinct", "drift", "ngd", "novelty", "opening", "real_share", "self_bleu", "vendi"])
            .Select(name => Later(name, "a metric of the whole dataset")),
    ]);

    public static readonly KeyTable Gate = new("a gate", "", [Later("warn", "a gate that only warns")]);

    /// <summary>The mappings that the JSON Schema for editors describes.</summary>
    public static readonly ImmutableArray<KeyTable> InSchema =
        [Dataset, Budget, Source, FromTaxonomy, FromDataset, Cross, Chunk, Teacher, License, Options, Limits, Price, Each, Generate, Prompt, Filter, Map, Dedup, Split, Output];

    private static KnownKey Later(string name, string description) => new(name, description, IsBuilt: false);
}
