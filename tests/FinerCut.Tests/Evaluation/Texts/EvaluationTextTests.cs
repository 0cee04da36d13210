using FinerCut.Calibration.Texts;
using FinerCut.Evaluation.Texts;
using FinerCut.Tests.Calibration.Texts;

namespace FinerCut.Tests.Evaluation.Texts;

public class EvaluationTextTests
{
    private static readonly string Text = EvaluationText.Read();

    [Fact]
    public void Read_Text_IsLongEnoughForAPerplexity() =>
        Assert.InRange(BuiltInText.ReadBytes(EvaluationText.ResourceName).Length, 12 * 1024, 20 * 1024);

    [Fact]
    public void Read_Text_IsCleanUtf8() =>
        BuiltInText.CheckForm(BuiltInText.ReadBytes(EvaluationText.ResourceName), Text);

    [Fact]
    public void Read_AnyTenKilobytes_HoldEveryKind() => BuiltInText.CheckMixture(Text, 10 * 1024);

    [Fact]
    public void Read_Text_SharesNothingWithTheCalibrationText()
    {
        string calibration = CalibrationText.Read();
        Assert.Empty(BuiltInText.Lines(Text).Intersect(BuiltInText.Lines(calibration)));
        Assert.Empty(BuiltInText.Sentences(Text).Intersect(BuiltInText.Sentences(calibration)));
        Assert.Empty(BuiltInText.RunsOfWords(Text, 5).Intersect(BuiltInText.RunsOfWords(calibration, 5)));
    }
}
