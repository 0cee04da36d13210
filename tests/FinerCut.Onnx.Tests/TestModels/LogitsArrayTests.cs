using FinerCut.TestModels;

namespace FinerCut.Onnx.Tests.TestModels;

public class LogitsArrayTests
{
    [Fact]
    public void Append_OfALaterToken_KeepsSamplesTogether()
    {
        LogitsArray joined = new LogitsArray([1, 2, 3, 4], 2, 1, 2).Append(new([5, 6, 7, 8], 2, 1, 2));

        Assert.Equal([1, 2, 5, 6, 3, 4, 7, 8], joined.Values);
        Assert.Equal([7, 8], joined.At(1, 1).ToArray());
    }

    [Fact]
    public void LargestDifference_WithNaN_IsInfinite()
    {
        LogitsArray some = new([1, 2], 1, 1, 2);

        Assert.Equal(0.5, some.LargestDifference(new([1, 2.5f], 1, 1, 2)));
        Assert.Equal(double.PositiveInfinity, some.LargestDifference(new([float.NaN, 2], 1, 1, 2)));
    }

    [Fact]
    public void LargestDifference_OfAnotherShape_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new LogitsArray([1, 2], 1, 1, 2)
            .LargestDifference(new([1, 2], 2, 1, 1)));
}
