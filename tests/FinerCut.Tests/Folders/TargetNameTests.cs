using System.Globalization;
using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class TargetNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelFolder _source;

    public TargetNameTests() => _source = ModelFolder.Find(_folder.Write("source/model.onnx"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.25, "source-pruned-25pct")]
    [InlineData(0.125, "source-pruned-12.5pct")]
    [InlineData(0.29, "source-pruned-29pct")]
    [InlineData(null, "source-pruned-6")]
    public void For_RatioOrCount_IsASiblingThatNamesTheAmount(double? ratio, string expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(_folder.PathOf(expected), TargetName.For(_source, ratio, count: 6));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
