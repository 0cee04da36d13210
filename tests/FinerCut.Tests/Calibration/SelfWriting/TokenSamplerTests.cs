using FinerCut.Calibration.SelfWriting;

namespace FinerCut.Tests.Calibration.SelfWriting;

public class TokenSamplerTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.249, 0)]
    [InlineData(0.251, 2)]
    [InlineData(0.9999999999999999, 2)]
    public void Draw_QuarterMaskedAndThreeQuarters_FollowsTheSoftmax(double fraction, int expected) =>
        Assert.Equal(
            expected, TokenSampler.Draw([0, float.NegativeInfinity, MathF.Log(3), float.NegativeInfinity], fraction));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Draw_NotFinite_IsNull(float logit) => Assert.Null(TokenSampler.Draw([1, logit], 0.5));

    [Fact]
    public void Draw_AllMasked_IsNull() => Assert.Null(TokenSampler.Draw([float.NegativeInfinity], 0.5));
}
