using CsCheck;
using SynthTool.Shards;
using YamlDotNet.RepresentationModel;

namespace SynthTool.Tests.Shards;

public sealed class ADatasetCard
{
    private static readonly CardFacts Facts = new()
    {
        Description = "Questions and answers about our\nproduct manuals: \"all\" of them.\n\nEnglish only.",
        Seeds = 412,
        Teachers =
        [
            new CardTeacher("writer", "llama-3.1-405b-instruct (fp8)", new CardLicense("llama3.1", "https://example.org/license", "allowed", ["name begins with Llama", "say\nso"])),
            new CardTeacher("critic", "qwen2.5-72b-instruct", null),
        ],
        Steps = ["generate draft with writer", "filter: words(draft) > 3", "dedup by draft"],
    };

    private const string Approved = """
        ---
        license: "cc-by-4.0"
        pretty_name: "support-qa"
        tags:
        - synthetic
        configs:
        - config_name: "sft"
          data_files:
          - split: "train"
            path:
            - "sft/train-0123456789ab.parquet"
            - "sft/train-ba9876543210.parquet"
          - split: "test"
            path:
            - "sft/test-0123456789ab.parquet"
        ---

        # support-qa

        Questions and answers about our product manuals: "all" of them.

        English only.

        This dataset is synthetic: language models wrote part of it.

        ## What it holds

        Version 1.2.0. Made from 412 seeds.

        | config | split | rows | columns |
        |---|---|---:|---|
        | sft | train | 23 | id (string), messages (list&lt;struct&lt;role: string, content: string>>) |
        | sft | test | 0 | id (string), messages (list&lt;struct&lt;role: string, content: string>>) |

        ## How to load it

        ```python
        from datasets import load_dataset

        sft = load_dataset("out/support-qa", "sft")
        ```

        ## How it was made

        1. generate draft with writer
        2. filter: words(draft) > 3
        3. dedup by draft

        ## Teachers and their licences

        - **writer**: llama-3.1-405b-instruct (fp8), licence llama3.1 (https://example.org/license), training on its answers: allowed
          - obligation: name begins with Llama
          - obligation: say so
        - **critic**: qwen2.5-72b-instruct, no licence declared

        Licences are as the dataset's author declared them. This is not legal advice.

        """;

    [Fact]
    public void IsWrittenAsApproved() => Assert.Equal(Approved.ReplaceLineEndings("\n"), DatasetCard.Write(AManifest.Sample, Facts));

    [Fact]
    public void HasNoEmptySections()
    {
        var card = DatasetCard.Write(AManifest.Sample with { License = null, Version = null }, new CardFacts { Seeds = 1 });

        Assert.DoesNotContain("license", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Version", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Teachers", card, StringComparison.Ordinal);
        Assert.DoesNotContain("How it was made", card, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsAConfigsFilesInOrder()
    {
        var config = (YamlMappingNode)((YamlSequenceNode)FrontMatter(DatasetCard.Write(AManifest.Sample, Facts))["configs"])[0];
        var splits = ((YamlSequenceNode)config["data_files"]).Cast<YamlMappingNode>().ToArray();

        Assert.Equal("sft", ((YamlScalarNode)config["config_name"]).Value);
        Assert.Equal(["train", "test"], splits.Select(s => ((YamlScalarNode)s["split"]).Value));
        Assert.Equal(
            ["sft/train-0123456789ab.parquet", "sft/train-ba9876543210.parquet"],
            ((YamlSequenceNode)splits[0]["path"]).Select(p => ((YamlScalarNode)p).Value));
    }

    [Fact]
    public void QuotesWhateverTheAuthorWrote() => Gen.OneOf("a", ":", "\n", "\"", "\\", "#", "- ", "---\n", "é", "😀", "\u2028", "\u0085", "\u0001", "\t", "'", "%", "{", "\ufeff")
        .Array[0, 8].Select(string.Concat).Sample(
        text =>
        {
            var manifest = AManifest.Sample with { License = text, Dataset = "d" + text };
            var yaml = FrontMatter(DatasetCard.Write(manifest, Facts with { Description = text, Steps = [text] }));
            Assert.Equal(text, ((YamlScalarNode)yaml["license"]).Value);
            Assert.Equal("d" + text, ((YamlScalarNode)yaml["pretty_name"]).Value);
        },
        iter: 500,
        threads: 1);

    [Fact]
    public void KeepsTextsOnTheirLines()
    {
        var card = DatasetCard.Write(AManifest.Sample, Facts with { Steps = ["a\n# not a heading"], Description = "x\r\n\r\n\r\ny\u0007z" });

        Assert.Contains("1. a # not a heading\n", card, StringComparison.Ordinal);
        Assert.Contains("\nx\n\nyz\n", card, StringComparison.Ordinal);
    }

    private static YamlMappingNode FrontMatter(string card)
    {
        Assert.StartsWith("---\n", card, StringComparison.Ordinal);
        var yaml = new YamlStream();
        using var reader = new StringReader(card[4..card.IndexOf("\n---\n", 4, StringComparison.Ordinal)]);
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
