using FinerCut.Execution;
using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution.Values;

/// <summary>A device's memory does what the host's does. The CPU stands in for it here.</summary>
public class ValueMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Start_SomeTokens_AreTheFirst(bool isDevice)
    {
        using OrtValue stream = Value([1f, 2, 3, 4, 5, 6], 1, 3, 2);
        using OrtValue start = Memory(isDevice).Start(stream, 2);
        AssertIs([1, 2, 3, 4], start, 1, 2, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copy_IntoReservedRoom_IsEqualAndApart(bool isDevice)
    {
        IValueMemory memory = Memory(isDevice);
        float[] numbers = [1, 2, 3, 4];
        using OrtValue value = Value(numbers, 1, 2, 2);
        using OrtValue copy = memory.Copy(value, memory.Reserve(value));
        numbers[0] = 9;
        AssertIs([1, 2, 3, 4], copy, 1, 2, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copy_IntoRoomOfAnotherShape_TakesTheShape(bool isDevice)
    {
        using OrtValue value = Value([1f, 2, 3, 4], 2, 2);
        using OrtValue copy = Memory(isDevice).Copy(value, Value([0f, 0], 1, 1, 2));
        AssertIs([1, 2, 3, 4], copy, 2, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copy_OfHalves_IsEqual(bool isDevice)
    {
        using OrtValue value = Value([(Float16)1.5f, (Float16)(-2f)], 1, 1, 2);
        using OrtValue copy = Memory(isDevice).Copy(value, null);
        Assert.Equal([(Float16)1.5f, (Float16)(-2f)], copy.GetTensorDataAsSpan<Float16>().ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_RoomFilledTwice_HoldsTheSecond(bool isDevice)
    {
        IValueRoom room = Memory(isDevice).Open(4 * sizeof(float));
        using OrtValue first = Value([1f, 2, 3, 4], 1, 2, 2);
        using OrtValue second = Value([5f, 6], 1, 1, 2);
        room.Fill(first);
        room.Fill(second);
        using OrtValue read = room.Read(Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, [1, 1, 2]);
        AssertIs([5, 6], read, 1, 1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void View_OfAValue_IsCounted(bool isDevice)
    {
        IValueMemory memory = Memory(isDevice);
        using OrtValue value = memory.Take(Value([1f, 2], 1, 2));
        Assert.Equal(0, memory.Traffic.Values);
        using HostView view = memory.View(value);
        Assert.Equal(BitConverter.GetBytes(1f), view.Bytes[..4].ToArray());
        Assert.Equal((1, 8), (memory.Traffic.Values, memory.Traffic.Bytes));
    }

    private static IValueMemory Memory(bool isDevice) => isDevice
        ? new DeviceMemory(new SessionFactory(ExecutionProvider.Cpu, 1), OrtMemoryInfo.DefaultInstance)
        : new HostMemory();

    private static OrtValue Value<T>(T[] numbers, params long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(numbers, shape);

    private static void AssertIs(float[] numbers, OrtValue value, params long[] shape)
    {
        Assert.Equal(shape, value.GetTensorTypeAndShape().Shape);
        Assert.Equal(numbers, value.GetTensorDataAsSpan<float>().ToArray());
    }
}
