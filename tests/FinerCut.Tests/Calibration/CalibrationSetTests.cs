using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

public class CalibrationSetTests
{
    [Fact]
    public void TokensSha256_TwoSamples_IsThatOfLittleEndianIntegers() => Assert.Equal(
        "120664a1420d0b19c5790fe3b42d86948c6a68f94662bbc722b1eaf4871cf0b8", // hashlib.sha256(struct.pack("<4i", 1, 2, 3, 70000))
        new CalibrationSet("ids.jsonl", [[1, 2], [3, 70_000]]).TokensSha256());

    [Fact]
    public void SampleTokens_SamplesOfTwoLengths_IsTheLonger() =>
        Assert.Equal(3, new CalibrationSet("x", [[1, 2], [4, 5, 6]]).SampleTokens);
}
