using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Every tokenizer gives the ids of the Hugging Face library for every hard text.</summary>
public class RustLibraryTests
{
    // What these folders hold is there to be refused: PatternLimitTests has the patterns, and {} is no tokenizer.
    private static readonly string[] Refused = ["regex-deep", "regex-alt", "subfolder"];

    [Fact]
    public void Ids_OfBundledModel_AreThoseOfTheLibrary() =>
        Verify(Path.Combine(Repository.Root, "models", "tales-3m"));

    [Fact]
    public void Ids_OfTinyTokenizer_AreThoseOfTheLibrary() =>
        RustComparison.Verify(TokenizerFiles.Open(TinyTokenizer.ByteLevel()), TinyTokenizer.ByteLevel(), HardText.All);

    [Theory]
    [InlineData("data")]
    [InlineData("models")]
    [InlineData("zoo")]
    [InlineData("cases")]
    public void Ids_OfSharedTokenizers_AreThoseOfTheLibrary(string folder)
    {
        HashSet<string> seen = [];
        string[] files =
            Directory.GetFiles(SharedTokenizers.Require(folder), "tokenizer.json", SearchOption.AllDirectories);
        foreach (string file in files.Order(StringComparer.Ordinal)
            .Where(file => !Refused.Contains(Path.GetFileName(Path.GetDirectoryName(file)))))
        {
            if (seen.Add(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))))
            {
                Verify(Path.GetDirectoryName(file)!);
            }
        }

        Assert.NotEmpty(seen);
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("deepseek_v3")]
    [InlineData("gemma3")]
    [InlineData("gpt4o")]
    [InlineData("gptoss")]
    [InlineData("llama2")]
    [InlineData("llama3_1")]
    [InlineData("qwen3")]
    public void Ids_OfTokenizerOfPackage_AreThoseOfTheLibrary(string model)
    {
        using TokenizerFiles files = NpmTokenizers.Require(model);
        Verify(files.Folder);
    }

    private static void Verify(string folder)
    {
        JsonObject json = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer.json")))!;
        RustComparison.Verify(TokenizerFolder.Open(folder), json, HardText.All);
    }
}
