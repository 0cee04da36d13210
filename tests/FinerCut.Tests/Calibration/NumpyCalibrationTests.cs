using FinerCut.Calibration;
using FinerCut.Tests.Calibration.Sources;

namespace FinerCut.Tests.Calibration;

public sealed class NumpyCalibrationTests : IDisposable
{
    private readonly CalibrationLoads _loads = new();

    [Theory]
    [InlineData("<i4", 1)]
    [InlineData("<i8", 2)]
    [InlineData("<u2", 3)]
    [InlineData("<u4", 1)]
    public void Load_Array_RowsAreTheFirstOfEach(string type, byte version)
    {
        byte[] numbers = NumpyArray.Numbers(type, 1, 2, 300, 4, 5, 6);
        CalibrationSet set = Load(NumpyArray.Of(type, "(2, 3)", numbers, version), samples: 2, sampleTokens: 2);
        Assert.Equal([[1, 2], [4, 5]], set.Samples);
        Assert.Equal(["ids.npy row 1", "ids.npy row 2"], set.Origins);
    }

    [Fact]
    public void Load_FlatArray_IsCutIntoRows() => Assert.Equal(
        [[1, 2], [3, 4]], Load(NumpyArray.Of("<u2", "(5,)", NumpyArray.Numbers("<u2", 1, 2, 3, 4, 5)), 9, 2).Samples);

    [Fact]
    public void Load_FlatArrayAsDocument_IsOneRow() => Assert.Equal(
        [[1, 2, 3]],
        CalibrationLoader.Load(Request(NumpyArray.Of("<u2", "(3,)", NumpyArray.Numbers("<u2", 1, 2, 3)), 9, 9) with
        {
            Packing = CalibrationPacking.Documents
        }).Samples);

    [Theory]
    [InlineData(">i8", "(1, 2)", "False", "'>i8'")]
    [InlineData("<f4", "(1, 2)", "False", "'<f4'")]
    [InlineData("<i8", "(1, 1, 2)", "False", "(1, 1, 2)")]
    [InlineData("<i8", "()", "False", "shape ()")]
    [InlineData("<i8", "(-1, 2)", "False", "(-1, 2)")]
    [InlineData("<i8", "(2, 2)", "True", "Fortran")]
    [InlineData("<i8", "(9, 9)", "False", "81 numbers")]
    [InlineData("<i8", "(99999999, 99999999)", "False", "ends before")]
    public void Load_OtherArray_SaysWhatItIs(string type, string shape, string order, string finding) =>
        CalibrationLoads.Refused(
            "FC3022", Request(NumpyArray.Of(type, shape, new byte[32], order: order), 9, 2), "ids.npy", finding);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(60)]
    public void Load_CutHeader_IsRefused(int length) =>
        CalibrationLoads.Refused(
            "FC3022", Request(NumpyArray.Of("<i8", "(1, 2)", new byte[16])[..length], 1, 2), "ends within its header");

    [Fact]
    public void Load_NotAnArray_IsRefused() =>
        CalibrationLoads.Refused("FC3022", Request("PK and more bytes"u8.ToArray(), 1, 2), "does not begin");

    [Fact]
    public void Load_ArrayWithoutRows_IsEmpty() =>
        CalibrationLoads.Refused("FC3017", Request(NumpyArray.Of("<i8", "(0, 2)", []), 1, 2), "is empty");

    [Fact]
    public void Load_UnknownId_NamesTheRow() => CalibrationLoads.Refused(
        "FC3019",
        Request(NumpyArray.Of("<i8", "(2, 2)", NumpyArray.Numbers("<i8", 1, 2, 3, 10)), 2, 2) with
        {
            VocabularySize = 10
        },
        "Row 2 of",
        "token id 10");

    [Fact]
    public void Load_RowTooShort_NamesIt() =>
        CalibrationLoads.Refused(
            "FC3017", Request(NumpyArray.Of("<i8", "(1, 2)", new byte[16]), 1, 3), "row 1 of", "--packing documents");

    public void Dispose() => _loads.Dispose();

    private CalibrationSet Load(byte[] file, int samples, int sampleTokens) =>
        CalibrationLoader.Load(Request(file, samples, sampleTokens));

    private CalibrationRequest Request(byte[] file, int samples, int sampleTokens) =>
        _loads.Request("ids.npy", file) with { Samples = samples, SampleTokens = sampleTokens, Encoder = null };
}
