using System.Text;
using SynthTool.Formats.Schemas;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Tests.Shards;

public sealed class AManifest
{
    internal static readonly Manifest Sample = new()
    {
        Dataset = "support-qa",
        Version = "1.2.0",
        License = "cc-by-4.0",
        Outputs =
        [
            new ManifestOutput(
                "sft",
                [new("id", "string"), new("messages", "list<struct<role: string, content: string>>")],
                [
                    new ManifestSplit("train", [new("sft/train-0123456789ab.parquet", 20, 4096, ContentHash.Of("a")), new("sft/train-ba9876543210.parquet", 3, 512, ContentHash.Of("b"))]),
                    new ManifestSplit("test", [new("sft/test-0123456789ab.parquet", 0, 300, ContentHash.Of("c"))]),
                ]),
        ],
    };

    private const string Approved = """
        {
          "format": 1,
          "dataset": "support-qa",
          "version": "1.2.0",
          "license": "cc-by-4.0",
          "shard_epoch": 1,
          "outputs": [
            {
              "name": "sft",
              "columns": [
                {
                  "name": "id",
                  "type": "string"
                },
                {
                  "name": "messages",
                  "type": "list<struct<role: string, content: string>>"
                }
              ],
              "splits": [
                {
                  "name": "train",
                  "rows": 23,
                  "files": [
                    {
                      "path": "sft/train-0123456789ab.parquet",
                      "rows": 20,
                      "bytes": 4096,
                      "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
                    },
                    {
                      "path": "sft/train-ba9876543210.parquet",
                      "rows": 3,
                      "bytes": 512,
                      "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
                    }
                  ]
                },
                {
                  "name": "test",
                  "rows": 0,
                  "files": [
                    {
                      "path": "sft/test-0123456789ab.parquet",
                      "rows": 0,
                      "bytes": 300,
                      "sha256": "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6"
                    }
                  ]
                }
              ]
            }
          ]
        }

        """;

    [Fact]
    public void IsWrittenAsApproved() => Assert.Equal(Approved.ReplaceLineEndings("\n"), Text(Sample));

    [Fact]
    public void IsReadBackAsItWas()
    {
        var read = ManifestFormat.Read(ManifestFormat.Write(Sample), "out/support-qa/manifest.json");

        Assert.Empty(read.Diagnostics);
        Assert.Equal(Text(Sample), Text(read.Value!));
    }

    [Fact]
    public void SatisfiesItsSchema()
    {
        var schema = JsonSchema.Parse(RepositoryFile.Bytes("schemas/manifest.schema.json"), "manifest.schema.json").Value!;

        Assert.True(schema.IsValid(TestRows.Json(Text(Sample))));
        Assert.False(schema.IsValid(TestRows.Json(Text(Sample).Replace("\"rows\": 20,", "", StringComparison.Ordinal))));
        Assert.False(schema.IsValid(TestRows.Json(Text(Sample).Replace("sft/train-0123456789ab.parquet", "../train.parquet", StringComparison.Ordinal))));
    }

    [Fact]
    public void MayHaveMembersOfALaterTool()
    {
        var later = Text(Sample).Replace("\"dataset\":", "\"later\": {\"x\": [1]}, \"dataset\":", StringComparison.Ordinal);

        Assert.NotNull(ManifestFormat.Read(Encoding.UTF8.GetBytes(later), "m.json").Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\": 1, \"dataset\": \"x\"}")]
    [InlineData("{\"format\": 1e99, \"dataset\": \"x\"}")]
    [InlineData("{\"format\": 1, \"dataset\": null, \"shard_epoch\": 1, \"outputs\": []}")]
    [InlineData("{\"format\": 1, \"dataset\": \"x\", \"shard_epoch\": 1, \"outputs\": [{\"name\": \"o\", \"columns\": [], \"splits\": 5}]}")]
    [InlineData("<<<<<<< ours")]
    public void ThatIsNoneIsReported(string text) => Assert.Equal("SYNTH1210", Refusal(text));

    [Fact]
    public void OfAnotherFormIsReported() => Assert.Equal("SYNTH1210", Refusal(Text(Sample).Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)));

    [Theory]
    [InlineData("../secrets.parquet")]
    [InlineData("/etc/passwd.parquet")]
    [InlineData("sft/../../x.parquet")]
    [InlineData("C:/x.parquet")]
    [InlineData("sft\\\\x.parquet")]
    [InlineData("sft//x.parquet")]
    [InlineData("x.parquet")]
    [InlineData("sft/README.md")]
    public void ThatNamesAFileElsewhereIsReported(string path) =>
        Assert.Equal("SYNTH1210", Refusal(Text(Sample).Replace("sft/test-0123456789ab.parquet", path, StringComparison.Ordinal)));

    private static string Text(Manifest manifest) => Encoding.UTF8.GetString(ManifestFormat.Write(manifest));

    private static string Refusal(string text)
    {
        var read = ManifestFormat.Read(Encoding.UTF8.GetBytes(text), "out/x/manifest.json");
        Assert.Null(read.Value);
        return Assert.Single(read.Diagnostics).Kind.Code;
    }
}
