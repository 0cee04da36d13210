using FinerCut.Calibration.SelfWriting;
using FinerCut.Execution;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Calibration.SelfWriting;

public sealed class SelfWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Write_Plan_GivesSamplesOfItsSizesAndTheSameAgain()
    {
        SamplePlan plan = new(3, 12, 288, 5) { StartToken = 7 };
        IReadOnlyList<int[]> samples = Write(plan);
        Assert.All(samples, sample => Assert.Equal((7, 12), (sample[0], sample.Length)));
        Assert.All(samples.SelectMany(row => row), id => Assert.InRange(id, 0, 287));
        Assert.Equal(3, samples.Select(row => string.Join(' ', row)).Distinct().Count());
        Assert.Equal(samples, Write(plan));
        Assert.NotEqual(samples, Write(plan with { Seed = 6 }));
    }

    [Fact]
    public void Write_NoStartToken_BeginsSamplesDifferently() =>
        Assert.True(Write(new SamplePlan(6, 2, 288, 1)).Select(sample => sample[0]).Distinct().Count() > 3);

    [Fact]
    public void Write_SmallerVocabulary_DrawsNoIdBeyondIt() =>
        Assert.All(Write(new SamplePlan(2, 30, 5, 1)).SelectMany(sample => sample), id => Assert.InRange(id, 0, 4));

    [Fact]
    public void Write_Progress_EndsWithAllTokens()
    {
        List<(long Done, long All)> told = [];
        using CachedDecoder decoder = Open();
        new SelfWriter(decoder, new SamplePlan(2, 4, 288, 1))
            .Write((done, all) => told.Add((done, all)), TestContext.Current.CancellationToken);
        Assert.Equal((8, 8), told[^1]);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public void Make_RandomSamples_CoverTheVocabulary()
    {
        IReadOnlyList<int[]> samples = RandomSamples.Make(new SamplePlan(4, 100, 10, 2));
        Assert.Equal(Enumerable.Range(0, 10), samples.SelectMany(sample => sample).Distinct().Order());
        Assert.Equal([100, 100, 100, 100], samples.Select(row => row.Length));
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<int[]> Write(SamplePlan plan)
    {
        using CachedDecoder decoder = Open();
        return new SelfWriter(decoder, plan).Write((_, _) => { }, TestContext.Current.CancellationToken);
    }

    private CachedDecoder Open()
    {
        TinyDecoderOptions options = new();
        string folder = _folder.Combine("model");
        string path = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.onnx").Single()
            : TinyDecoder.Write(folder, options, TinyDecoderWeights.Random(options)).ModelPath;
        return CachedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 1));
    }
}
