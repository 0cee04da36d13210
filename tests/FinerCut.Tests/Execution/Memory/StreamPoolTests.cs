using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using FinerCut.TestModels.Files;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution.Memory;

public sealed class StreamPoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScratchFile _file;

    public StreamPoolTests() => _file = new ScratchFile(_folder.Path);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_StreamsOfSeveralShapes_AreAsTheyWere(bool isInFile)
    {
        StreamPool pool = new(isInFile ? _file : null, new HostMemory());

        PooledStream first = Keep(pool, [1, 2, 3, 4], [1, 2, 2]);
        PooledStream second = Keep(pool, [5, 6], [1, 2]);

        AssertIs([1, 2, 3, 4], [1, 2, 2], pool, first);
        AssertIs([5, 6], [1, 2], pool, second);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keep_SomeAreFree_TakesTheSmallestThatIsLargeEnough(bool isInFile)
    {
        StreamPool pool = new(isInFile ? _file : null, new HostMemory());
        PooledStream[] kept = [
            Keep(pool, [1, 2], [2]),
            Keep(pool, [1, 2, 3, 4, 5, 6, 7, 8], [8]),
            Keep(pool, [1, 2, 3, 4], [4]),
            Keep(pool, [9, 8, 7, 6], [4])
        ];
        pool.Free(kept[0]);
        pool.Free(kept[1]);
        pool.Free(kept[2]);

        PooledStream shorter = Keep(pool, [10, 11, 12], [3]);
        PooledStream longer = Keep(pool, [20, 21, 22, 23], [4]);
        PooledStream longest = Keep(pool, [30, 31, 32, 33], [4]);

        Assert.Same(kept[2].Place, shorter.Place);
        Assert.Same(kept[1].Place, longer.Place);
        Assert.DoesNotContain(longest.Place, kept.Select(each => each.Place));
        AssertIs([10, 11, 12], [3], pool, shorter);
        AssertIs([20, 21, 22, 23], [4], pool, longer);
        AssertIs([30, 31, 32, 33], [4], pool, longest);
        AssertIs([9, 8, 7, 6], [4], pool, kept[3]);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    private static PooledStream Keep(StreamPool pool, float[] numbers, long[] shape)
    {
        using OrtValue stream = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        return pool.Keep(stream);
    }

    private static void AssertIs(float[] numbers, long[] shape, StreamPool pool, PooledStream kept)
    {
        using OrtValue stream = pool.Read(kept);
        Assert.Equal(shape, stream.GetTensorTypeAndShape().Shape);
        Assert.Equal(numbers, stream.GetTensorDataAsSpan<float>().ToArray());
    }
}
