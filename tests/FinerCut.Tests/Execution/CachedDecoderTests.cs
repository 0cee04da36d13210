using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.Verification;

namespace FinerCut.Tests.Execution;

/// <summary>Reading step by step gives the logits of reading at once.</summary>
public sealed class CachedDecoderTests : IDisposable
{
    private static readonly SessionFactory Sessions = new(ExecutionProvider.Cpu, 1);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<TinyDecoderForm> Forms => [.. Enum.GetValues<TinyDecoderForm>()];

    public static TheoryData<string> Zoo =>
    [
        "gemma2.genai-cpu-windowed.fp32", "gpt2.optimum.fp32", "llama-gqa.dynamo23.fp32",
        "llama-gqa.optimum-merged.fp32",
        "llama-gqa.optimum-nopast.fp32", "llama-gqa.optimum.fp16", "opt.optimum.fp32", "bloom.optimum.fp32",
        "qwen3.dynamo18.fp32",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Append_PromptAndSteps_GivesTheLogitsOfTheWholeText(TinyDecoderForm form)
    {
        TinyDecoder decoder = Write(form);
        int[] ids = decoder.SampleIds(1, 12)[0];
        using CachedDecoder cached = CachedDecoder.Open(decoder.ModelPath, Sessions);
        Assert.True(cached.HasCaches);
        AssertSteps(decoder.ModelPath, cached, ids, 1e-4);
        Assert.Equal(ids, cached.Ids);
    }

    [Fact]
    public void Reset_AfterSteps_BeginsANewText()
    {
        TinyDecoder decoder = Write(TinyDecoderForm.OptimumLlama);
        using CachedDecoder cached = CachedDecoder.Open(decoder.ModelPath, Sessions);
        float[] first = cached.Append(5, 6);
        cached.Append(7);
        cached.Reset();
        Assert.Empty(cached.Ids);
        Assert.Equal(first, cached.Append(5, 6));
    }

    [Fact]
    public void Append_NothingOrUnknownId_KeepsWhatWasRead()
    {
        TinyDecoder decoder = Write(TinyDecoderForm.OptimumLlama);
        using CachedDecoder cached = CachedDecoder.Open(decoder.ModelPath, Sessions);
        cached.Append(5, 6);
        Assert.Throws<ArgumentException>(() => cached.Append());
        Assert.Equal("FC5012", Assert.Throws<DiagnosticException>(() => cached.Append(100_000)).Code);
        Assert.Equal([5, 6], cached.Ids);
        float[] after = cached.Append(7);
        cached.Reset();
        Assert.InRange(LogitComparison.LargestDifference(cached.Append(5, 6, 7), after), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Zoo))]
    public void Append_ModelOfTheZoo_GivesTheLogitsOfTheWholeText(string name)
    {
        ZooFolder zoo = ZooFolder.Require(name);
        using CachedDecoder cached = CachedDecoder.Open(zoo.ModelPath, Sessions);
        AssertSteps(
            zoo.ModelPath, cached, zoo.Cases[0].Ids[0], name.Contains("fp16", StringComparison.Ordinal) ? 0.02 : 1e-3);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSteps(string path, CachedDecoder cached, int[] ids, double tolerance)
    {
        using WholeDecoder whole = WholeDecoder.Open(path, Sessions);
        float[] expected = whole.Prefill(ids);
        int vocabulary = expected.Length / ids.Length;
        const int Prompt = 3;
        for (int end = Prompt; end <= ids.Length; end++)
        {
            float[] logits = cached.Append(end == Prompt ? ids.AsSpan(0, Prompt) : ids.AsSpan(end - 1, 1));
            Assert.InRange(
                LogitComparison.LargestDifference(expected.AsSpan((end - 1) * vocabulary, vocabulary), logits),
                0,
                tolerance);
        }
    }

    private TinyDecoder Write(TinyDecoderForm form)
    {
        TinyDecoderOptions options = new() { Form = form };
        return TinyDecoder.Write(_folder.Combine("model"), options, TinyDecoderWeights.Random(options));
    }
}
