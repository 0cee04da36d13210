using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

public sealed class DocumentPackingTests : IDisposable
{
    private readonly CalibrationLoads _loads = new();

    [Fact]
    public void Load_Documents_AreASampleEachWithTheTemplatesTokens()
    {
        CalibrationSet set = CalibrationLoader.Load(Request("{\"text\": \"abcdef\"}\n{\"text\": \"gh\"}\n", 9));
        Assert.Equal("^abc|^gh$", CalibrationLoads.TextOf(set));
        Assert.Equal(["a.jsonl line 1", "a.jsonl line 2"], set.Origins);
        Assert.Equal((4, CalibrationPacking.Documents), (set.SampleTokens, set.Packing));
    }

    [Fact]
    public void Load_DocumentsOfFewerThanTwoTokens_AreLeftOutWithOneWarning()
    {
        CalibrationRequest request = Request("[1]\n[2,3]\n[]\n[4,5,6]", 2);
        CalibrationSet set = CalibrationLoader.Load(request);
        Assert.Equal([[2, 3], [4, 5, 6]], set.Samples);
        Assert.Equal(3, set.SampleTokens);
        Assert.Contains("Left out 2 documents", Assert.Single(_loads.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoDocumentLongEnough_IsRefused() =>
        CalibrationLoads.Refused("FC3017", Request("[1]\n[2]", 2), "a.jsonl", "at least 2 tokens");

    [Fact]
    public void Load_Seed_PicksDocuments()
    {
        CalibrationRequest request = Request(
            string.Join('\n', Enumerable.Range(0, 100).Select(number => $"[{number},{number}]")), 4) with
        { Seed = 8 };
        CalibrationSet set = CalibrationLoader.Load(request);
        Assert.Equal(4, set.Samples.Count);
        Assert.NotEqual([0, 1, 2, 3], set.Samples.Select(sample => sample[0]));
        Assert.Equal(set.Samples.Select(row => $"a.jsonl line {row[0] + 1}"), set.Origins);
    }

    [Fact]
    public void Load_BuiltInText_IsOneDocument()
    {
        CalibrationSet set =
            CalibrationLoader.Load(_loads.Request(null, 1, 50) with { Packing = CalibrationPacking.Documents });
        Assert.Equal(50, Assert.Single(set.Samples).Length);
    }

    public void Dispose() => _loads.Dispose();

    private CalibrationRequest Request(
        string content, int samples) => _loads.Request("a.jsonl", System.Text.Encoding.UTF8.GetBytes(content)) with
        {
            Samples = samples,
            SampleTokens = 4,
            Packing = CalibrationPacking.Documents,
            DocumentEncoder = text => [.. $"^{text}$".Select(unit => (int)unit)],
        };
}
