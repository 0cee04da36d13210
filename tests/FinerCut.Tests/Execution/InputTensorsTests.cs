using FinerCut.Execution;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution;

public class InputTensorsTests
{
    [Theory]
    [InlineData(ElementType.Float)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    public void Zeros_OfCacheTypes_TakeTheirBytes(ElementType type)
    {
        using OrtValue value = InputTensors.Zeros(type, [1, 2, 3, 8])!;

        Assert.Equal(48 * ElementTypes.BitsOf(type) / 8, value.GetTensorSizeInBytes());
        Assert.All(value.GetTensorDataAsSpan<byte>().ToArray(), number => Assert.Equal(0, number));
    }

    [Theory]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.Float8E4M3FN)]
    [InlineData(ElementType.Float8E5M2)]
    public void Zeros_OfNoElements_ExistForEveryCacheType(ElementType type)
    {
        using OrtValue empty = InputTensors.Zeros(type, [1, 2, 0, 8])!;

        Assert.Equal([1, 2, 0, 8], empty.GetTensorTypeAndShape().Shape);
    }

    [Fact]
    public void Zeros_OfElementsWithoutAccess_AreNull() =>
        Assert.Null(InputTensors.Zeros(ElementType.Float8E4M3FN, [1, 2]));

    [Fact]
    public void Numbers_OfATypeThatHoldsNone_AreNull() =>
        Assert.Null(InputTensors.CreateTensor(ElementType.String, [1], [1]));
}
