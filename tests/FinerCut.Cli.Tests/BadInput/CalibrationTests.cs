using FinerCut.Cli.Diagnostics;
using FinerCut.TestModels.Decoders;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Calibration files and tokenizers that give no samples for this model.</summary>
public class CalibrationTests
{
    private const string Sample = "[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]";

    [Fact]
    public void File_Missing_IsRefused()
    {
        using BadInputRun run = new();
        Assert.Contains(
            "none.txt",
            run.RefusesToPrune("FC3015", ExitCode.MissingInput, "--calibration", run.Combine("none.txt")),
            StringComparison.Ordinal);
        run.RefusesToPrune("FC3015", ExitCode.MissingInput, "--calibration", run.Combine("none.jsonl"));
        run.RefusesToPrune("FC3015", ExitCode.MissingInput, "--calibration", run.Combine("none", "none.txt"));
    }

    [Theory]
    [InlineData("FC3017", "empty.txt", "")]
    [InlineData("FC3017", "empty.jsonl", "\n\n")]
    [InlineData("FC3017", "short.txt", "The boat.")]
    [InlineData("FC3017", "short.jsonl", "[3, 4, 5]")]
    [InlineData("FC3018", "broken.jsonl", "{\"text\": ")]
    [InlineData("FC3018", "mixed.jsonl", Sample + "\n{\"text\": \"The boat.\"}")]
    [InlineData("FC3018", "words.jsonl", "[\"the\", \"boat\"]")]
    [InlineData("FC3018", "fieldless.jsonl", "{\"content\": \"The boat.\"}")]
    [InlineData("FC3019", "large.jsonl", "[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 288]")]
    [InlineData("FC3019", "negative.jsonl", "[-1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]")]
    public void File_WithoutSamples_IsRefused(string code, string name, string content)
    {
        using BadInputRun run = new();
        string path = run.WriteFile(name, content);
        Assert.Contains(
            name, run.RefusesToPrune(code, ExitCode.BadModel, "--calibration", path), StringComparison.Ordinal);
        run.RefusesToPrune(code, ExitCode.BadModel, "--calibration", path, "--remove", "1.attn");
    }

    [Fact]
    public void Glob_WithoutMatch_IsRefused()
    {
        using BadInputRun run = new();
        run.RefusesToPrune("FC3020", ExitCode.MissingInput, "--calibration", run.Combine("none-*.txt"));
    }

    [Theory]
    [InlineData("self")]
    [InlineData("random")]
    [InlineData("built-in")]
    public void Word_WithAFile_IsRefused(string word)
    {
        using BadInputRun run = new();
        Assert.Contains(
            word,
            run.RefusesToPrune("FC3021", ExitCode.Usage, "--calibration", word, "--calibration", "a.txt"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void File_ChatWithoutTemplate_IsRefused()
    {
        using BadInputRun run = new();
        string path = run.WriteFile("chat.jsonl", """{"messages": [{"role": "user", "content": "Hi"}]}""");
        run.RefusesToPrune("FC3023", ExitCode.BadModel, "--calibration", path);
    }

    [Fact]
    public void Files_OfTextAndOfIds_AreRefused()
    {
        using BadInputRun run = new();
        run.RefusesToPrune(
            "FC3024", ExitCode.BadModel, "--calibration", run.WriteFile(
                "ids.jsonl", Sample), "--calibration", run.WriteFile("text.txt", "The boat."));
    }

    [Fact]
    public void File_NotUtf8_IsRefused()
    {
        using BadInputRun run = new();
        string path = run.Combine("latin1.txt");
        File.WriteAllBytes(path, [(byte)'a', 0xE9, (byte)'b']);
        run.RefusesToPrune("FC3016", ExitCode.BadModel, "--calibration", path);
    }

    [Theory]
    [InlineData("text.csv")]
    [InlineData("text")]
    public void File_OfOtherKind_IsRefused(string name)
    {
        using BadInputRun run = new();
        run.RefusesToPrune("FC4016", ExitCode.Usage, "--calibration", run.WriteFile(name, "The boat."));
    }

    [Fact]
    public void Tokenizer_Missing_SaysWhatToPass()
    {
        using BadInputRun run = new();
        Directory.GetFiles(run.Model, "tokenizer*").ToList().ForEach(File.Delete);
        string line = run.RefusesToPrune("FC3001", ExitCode.MissingInput, "--calibration", "built-in");

        Assert.Contains("tokenizer.json", line, StringComparison.Ordinal);
        Assert.Contains("--calibration", line, StringComparison.Ordinal);
        run.RefusesToPrune("FC3001", ExitCode.MissingInput, "--calibration", run.WriteFile("text.txt", "The boat."));
    }

    [Fact]
    public void Tokenizer_Damaged_IsRefused()
    {
        using BadInputRun run = new();
        File.WriteAllText(Path.Combine(run.Model, "tokenizer.json"), "{ \"model\": ");
        run.RefusesToPrune("FC3003", ExitCode.BadModel);
    }

    [Fact]
    public void Tokenizer_OfALargerModel_IsRefused()
    {
        using BadInputRun run = new(new TinyDecoderOptions { Layers = 2, Vocabulary = 270 });
        TinyTokenizer.Write(run.Model, TinyTokenizer.LargestVocabulary);
        string text = run.WriteFile("text.txt", string.Concat(Enumerable.Repeat("the river and the boat ", 20)));
        run.RefusesToPrune("FC3019", ExitCode.BadModel, "--calibration", text);
    }
}
