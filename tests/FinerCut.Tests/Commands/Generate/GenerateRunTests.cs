using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinerCut.Commands.Generate;
using FinerCut.Onnx;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.Tests.Commands.Prune;

namespace FinerCut.Tests.Commands.Generate;

public class GenerateRunTests
{
    private static readonly string Bundled = Path.Combine(Repository.Root, "models", "tales-3m");

    [Fact]
    public void Run_TrainedModel_WritesWhatPyTorchWrites()
    {
        ZooFolder zoo = ZooFolder.Require("stories260K/optimum.fp32");
        using JsonDocument check = JsonDocument.Parse(File.ReadAllText(Path.Combine(zoo.Path, "text_check.json")));
        JsonElement greedy = check.RootElement.GetProperty("greedy");
        int[] ids = [.. greedy.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        string prompt = greedy.GetProperty("prompt").GetString()!;
        (GenerateResult result, string told) = Run(
            new GenerateOptions { Model = zoo.ModelPath, Prompt = prompt, MaxTokens = 120 });

        Assert.Equal(ids[..result.PromptIds.Count], result.PromptIds);
        Assert.True(ids.Length > 40, "the reference is long enough to tell");
        Assert.Equal(ids[result.PromptIds.Count..], result.Ids.Take(ids.Length - result.PromptIds.Count));
        Assert.StartsWith(
            greedy.GetProperty("text").GetString()!["Once upon a time".Length..], told, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SameSeed_WritesTheSameText()
    {
        GenerateOptions options =
            new() { Model = Bundled, Prompt = "One day", MaxTokens = 24, Temperature = 0.9, Seed = 5, Threads = 1 };
        string first = Run(options).Told;

        Assert.Equal(first, Run(options).Told);
        Assert.NotEqual(first, Run(options with { Seed = 6 }).Told);
    }

    [Fact]
    public void Run_TinyTemperature_TakesTheLikeliestTokens()
    {
        GenerateOptions options = new() { Model = Bundled, Prompt = "One day", MaxTokens = 24, Threads = 1 };
        Assert.Equal(Run(options).Told, Run(options with { Temperature = 1e-6, Seed = 9 }).Told);
    }

    [Fact]
    public void Run_PiecesTold_AreTheText()
    {
        (GenerateResult result, string told) = Run(
            new GenerateOptions { Model = Bundled, Prompt = "One day", MaxTokens = 24 });

        Assert.Equal(result.Text, told);
        Assert.StartsWith(",", result.Text, StringComparison.Ordinal);
        Assert.Equal((24, StopReason.MaxTokens), (result.Ids.Count, result.Stop));
        Assert.True(result.TokensPerSecond > 0);
    }

    [Fact]
    public void Run_WithCaches_TellsTheirBytes()
    {
        using PruningRun run = new();
        TinyDecoderOptions shape = run.Decoder.Options;
        GenerateResult result = Run(
            new GenerateOptions { Model = run.Decoder.Folder, Prompt = "aaa", MaxTokens = 6 }).Result;

        long perToken = 2L * sizeof(float) * shape.Layers * shape.KvHeads * shape.HeadSize;
        Assert.Equal(perToken, result.CacheBytesPerToken);
        Assert.Equal(perToken * (result.PromptIds.Count + result.Ids.Count - 1), result.CacheBytes);
    }

    [Fact]
    public void Run_PrunedFolder_WritesWhatTheReferenceWrites()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["1.attn", "0.ffn"]) });
        GenerateResult result = Run(new GenerateOptions { Model = run.Output, Prompt = "abc", MaxTokens = 8 }).Result;

        List<int> ids = [.. result.PromptIds];
        foreach (int written in result.Ids)
        {
            float[] logits =
                [.. run.Decoder.Expect([[.. ids]], "1.attn", "0.ffn").Values.TakeLast(run.Decoder.Options.Vocabulary)];
            Assert.Equal(Array.IndexOf(logits, logits.Max()), written);
            ids.Add(written);
        }

        Assert.Equal(8, result.Ids.Count);
    }

    [Fact]
    public void Run_EndToken_EndsTheTextBeforeIt()
    {
        using TemporaryFolder folder = new();
        string model = CopyBundled(folder);
        int[] dense = [.. Run(new GenerateOptions { Model = model, Prompt = "One day", MaxTokens = 12 }).Result.Ids];
        int end = dense[5];
        SetEndTokens(Path.Combine(model, "generation_config.json"), [99999, end]);
        GenerateResult result = Run(new GenerateOptions { Model = model, Prompt = "One day", MaxTokens = 12 }).Result;

        Assert.Equal(dense[..Array.IndexOf(dense, end)], result.Ids);
        Assert.Equal(StopReason.EndOfText, result.Stop);
    }

    [Fact]
    public void Run_ContextFull_EndsThere()
    {
        using PruningRun run = new(new TinyDecoderOptions { ContextLength = 10 });
        GenerateResult result = Run(
            new GenerateOptions { Model = run.Decoder.Folder, Prompt = "abcd", MaxTokens = 50 }).Result;

        Assert.Equal(10, result.PromptIds.Count + result.Ids.Count);
        Assert.Equal(StopReason.ContextFull, result.Stop);
    }

    [Fact]
    public void Run_ChatTemplate_WritesThePromptByIt()
    {
        using TemporaryFolder folder = new();
        string model = CopyBundled(folder);
        File.WriteAllText(Path.Combine(model, "chat_template.jinja"), "{% for m in messages %}({{ m.role }}) {{ "
            + "m.content }}{% endfor %}{% if add_generation_prompt %} (me){% endif %}");
        GenerateResult chat = Run(
            new GenerateOptions { Model = model, Prompt = "hello", IsChat = true, MaxTokens = 4 }).Result;
        GenerateResult plain = Run(
            new GenerateOptions { Model = model, Prompt = "(user) hello (me)", MaxTokens = 4 }).Result;

        Assert.Equal(plain.PromptIds, chat.PromptIds);
        Assert.Equal(plain.Ids, chat.Ids);
    }

    [Theory]
    [InlineData("FC4071", 0, 0, "a")]
    [InlineData("FC4072", 5, -1, "a")]
    [InlineData("FC4072", 5, double.NaN, "a")]
    [InlineData("FC4073", 5, 0, "")]
    public void Run_BadOptions_AreRefused(string code, int maxTokens, double temperature, string prompt)
    {
        GenerateOptions options =
            new() { Model = Bundled, Prompt = prompt, MaxTokens = maxTokens, Temperature = temperature };
        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Run(options)).Code);
    }

    [Fact]
    public void Run_NoChatTemplate_IsRefused() =>
        Assert.Equal("FC4074", Assert.Throws<DiagnosticException>(() => Run(
            new GenerateOptions { Model = Bundled, Prompt = "a", IsChat = true })).Code);

    [Fact]
    public void Run_PromptLongerThanTheContext_IsRefused()
    {
        using PruningRun run = new(new TinyDecoderOptions { ContextLength = 10 });
        GenerateOptions options = new() { Model = run.Decoder.Folder, Prompt = "abcdefghijklmnopqrst" };
        Assert.Equal("FC4075", Assert.Throws<DiagnosticException>(() => Run(options)).Code);
    }

    [Fact]
    public void Run_TokenizerOfALargerModel_IsRefused()
    {
        using PruningRun run = new();
        foreach (string file in new[] { "tokenizer.json", "tokenizer_config.json" })
        {
            File.Copy(Path.Combine(Bundled, file), Path.Combine(run.Decoder.Folder, file), overwrite: true);
        }

        GenerateOptions options =
            new() { Model = run.Decoder.Folder, Prompt = "Once upon a time there was a little girl" };
        Assert.Equal("FC4076", Assert.Throws<DiagnosticException>(() => Run(options)).Code);
    }

    [Fact]
    public void Run_WithoutTokenizer_IsRefused()
    {
        using PruningRun run = new();
        Directory.GetFiles(run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        Assert.Equal("FC3001", Assert.Throws<DiagnosticException>(() => Run(
            new GenerateOptions { Model = run.Decoder.Folder, Prompt = "a" })).Code);
    }

    [Fact]
    public void Run_Cancelled_EndsBetweenTokens()
    {
        using CancellationTokenSource source = new();
        StringBuilder told = new();
        Assert.Throws<OperationCanceledException>(() => GenerateRun.Execute(
            new GenerateOptions { Model = Bundled, Prompt = "One day", MaxTokens = 200 },
            piece =>
            {
                told.Append(piece);
                source.Cancel();
            },
            source.Token));
        Assert.InRange(told.Length, 1, 20);
    }

    private static (GenerateResult Result, string Told) Run(GenerateOptions options)
    {
        StringBuilder told = new();
        GenerateResult result = GenerateRun.Execute(
            options, piece => told.Append(piece), TestContext.Current.CancellationToken);
        return (result, told.ToString());
    }

    private static string CopyBundled(TemporaryFolder folder)
    {
        string copy = folder.Combine("model");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(Bundled))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    private static void SetEndTokens(string path, int[] ids)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        json["eos_token_id"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        File.WriteAllText(path, json.ToJsonString());
    }
}
