using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using FinerCut.TestModels.Files;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution.Memory;

public sealed class StreamStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PreparedSample _sample =
        new([1, 2], Stream([0, 0, 0, 0], [1, 2, 2]), new Dictionary<string, OrtValue>());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TakeSpare_OfOneSegment_ExchangesItsStreams(bool isResident)
    {
        using ScratchFile file = new(_folder.Path);
        using IStreamStore store = Store(isResident, file);
        Keep(store.Keep, 2, [1, 2, 3, 4]);
        Keep(store.Keep, 4, [5, 6, 7, 8]);
        Keep(store.KeepSpare, 2, [10, 20, 30, 40]);
        Assert.Equal([1, 2, 3, 4], Numbers(store, 2));

        store.TakeSpare(2, 0);
        store.Trim();

        Assert.Equal([10, 20, 30, 40], Numbers(store, 2));
        Assert.Equal([5, 6, 7, 8], Numbers(store, 4));
        Assert.Same(_sample.Start, store.At(0, 0));
    }

    /// <summary>The decoder of OPT drops the first dimension after its first layer.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keep_StreamOfAnotherShape_KeepsTheShape(bool isResident)
    {
        using ScratchFile file = new(_folder.Path);
        using IStreamStore store = Store(isResident, file);

        Keep(store.Keep, 2, [1, 2, 3, 4], [2, 2]);

        Assert.Equal([2, 2], store.At(2, 0).GetTensorTypeAndShape().Shape);
        Assert.Equal([1, 2, 3, 4], Numbers(store, 2));
    }

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    private IStreamStore Store(bool isResident, ScratchFile file) => isResident
        ? new ResidentStreams([_sample], [2, 4], new HostMemory())
        : new SpilledStreams([_sample], file, new HostMemory());

    private static void Keep(Action<int, int, OrtValue> keep, int segment, float[] numbers, params long[] shape)
    {
        using OrtValue value = Stream(numbers, shape.Length > 0 ? shape : [1, 2, 2]);
        keep(segment, 0, value);
    }

    private static float[] Numbers(IStreamStore store, int segment) =>
        store.At(segment, 0).GetTensorDataAsSpan<float>().ToArray();

    private static OrtValue Stream(float[] numbers, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(numbers, shape);
}
