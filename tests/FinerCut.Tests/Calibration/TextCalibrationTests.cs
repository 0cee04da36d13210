using System.Text;
using FinerCut.Calibration;
using FinerCut.Calibration.Texts;

namespace FinerCut.Tests.Calibration;

public sealed class TextCalibrationTests : IDisposable
{
    private readonly CalibrationLoads _loads = new();

    [Fact]
    public void Load_Text_SamplesAreContiguousFromTheStart()
    {
        CalibrationSet set = _loads.Load("story.txt", "abcdefghijk", samples: 3, sampleTokens: 3);
        Assert.Equal("abc|def|ghi", CalibrationLoads.TextOf(set));
        Assert.Equal("story.txt", set.Source);
        Assert.Empty(_loads.Warnings);
    }

    [Fact]
    public void Load_TextWithByteOrderMark_StartsBehindIt() =>
        Assert.Equal("ab", CalibrationLoads.TextOf(
            CalibrationLoader.Load(_loads.Request("a.txt", CalibrationLoads.WithByteOrderMark("abc")))));

    [Fact]
    public void Load_TextWithCarriageReturns_KeepsThem() =>
        Assert.Equal("a\r\nb", CalibrationLoads.TextOf(_loads.Load("a.TXT", "a\r\nb\r\n", 1, 4)));

    [Fact]
    public void Load_NoPath_TakesBuiltInText()
    {
        CalibrationSet set = CalibrationLoader.Load(_loads.Request(null, 10, 256));
        Assert.Equal("built-in", set.Source);
        Assert.Equal(
            CalibrationText.Read()[..2560], CalibrationLoads.TextOf(set).Replace("|", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_FewerSamplesThanSamples_WarnsOnceAndUsesThem()
    {
        CalibrationSet set = _loads.Load("short.txt", "abcdefg", samples: 10, sampleTokens: 3);
        Assert.Equal("abc|def", CalibrationLoads.TextOf(set));
        string warning = Assert.Single(_loads.Warnings);
        Assert.Contains("Only 2 of the 10 samples", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TextShorterThanASample_SaysFoundAndNeeded() =>
        CalibrationLoads.Refused("FC3017", _loads.Request("a.txt", "abc", 2, 4), "needs 4 tokens", "a.txt' has 3");

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Load_EmptyText_SaysSo(string content) =>
        CalibrationLoads.Refused("FC3017", _loads.Request("a.txt", content, 1, 2), "a.txt' is empty");

    [Fact]
    public void Load_NotUtf8_SaysWhere() =>
        CalibrationLoads.Refused(
            "FC3016",
            _loads.Request("a.txt", [.. CalibrationLoads.WithByteOrderMark("ab"), 0xE9, (byte)'c']),
            "offset 5");

    [Fact]
    public void Load_Utf16_IsRefused() =>
        CalibrationLoads.Refused(
            "FC3016", _loads.Request("a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("abc")]), "offset 0", "UTF-8");

    [Fact]
    public void Load_MissingFile_NamesIt() =>
        CalibrationLoads.Refused(
            "FC3015", _loads.Request(Path.Combine(_loads.Folder, "no", "such.txt"), 1, 2), "such.txt");

    [Fact]
    public void Load_FolderNamedAsText_IsUnreadable()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_loads.Folder, "folder.txt")).FullName;
        CalibrationLoads.Refused("FC3016", _loads.Request(folder, 1, 2), "folder.txt");
    }

    [Fact]
    public void Load_OtherExtension_ListsTheAccepted() =>
        CalibrationLoads.Refused("FC4016", _loads.Request("a.csv", "abc", 1, 2), "a.csv", ".txt", ".jsonl");

    [Theory]
    [InlineData(0, 2, "--samples 0")]
    [InlineData(-3, 2, "--samples -3")]
    [InlineData(1, 1, "--sample-tokens 1")]
    public void Load_SizesTooSmall_AreRefused(int samples, int sampleTokens, string found) =>
        CalibrationLoads.Refused("FC4015", _loads.Request("a.txt", "abc", samples, sampleTokens), found);

    [Fact]
    public void Load_NoTokenizer_SaysWhatToPass() =>
        CalibrationLoads.Refused(
            "FC3001", _loads.Request("a.txt", "abc", 1, 2) with
            {
                Encoder = null
            }, "tokenizer.json", "--calibration", ".jsonl");

    [Fact]
    public void Load_TokenBeyondVocabulary_BlamesTokenizer() =>
        CalibrationLoads.Refused(
            "FC3019",
            _loads.Request("a.txt", "abc", 1, 3) with { VocabularySize = 'c' },
            "id 99",
            "99 words",
            "0 to 98");

    [Fact]
    public void Load_VocabularyJustLargeEnough_IsAccepted() => Assert.Equal(
        "abc", CalibrationLoads.TextOf(
            CalibrationLoader.Load(_loads.Request("a.txt", "abcd", 1, 3) with { VocabularySize = 'c' + 1 })));

    public void Dispose() => _loads.Dispose();
}
