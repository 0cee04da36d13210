using FinerCut.Calibration.Texts;

namespace FinerCut.Tests.Calibration.Texts;

public class CalibrationTextTests
{
    private static readonly string Text = CalibrationText.Read();

    [Fact]
    public void Read_Text_IsLongEnoughForTenSamples() =>
        Assert.InRange(BuiltInText.ReadBytes(CalibrationText.ResourceName).Length, 24 * 1024, 36 * 1024);

    [Fact]
    public void Read_Text_IsCleanUtf8() =>
        BuiltInText.CheckForm(BuiltInText.ReadBytes(CalibrationText.ResourceName), Text);

    [Fact]
    public void Read_AnyTenKilobytes_HoldEveryKind() => BuiltInText.CheckMixture(Text, 10 * 1024);

    [Fact]
    public void Read_Text_RepeatsNoLine()
    {
        string[] lines = [.. BuiltInText.Lines(Text).Where(line => line.Length > 40)];
        Assert.Equal(lines.Length, lines.Distinct().Count());
    }
}
