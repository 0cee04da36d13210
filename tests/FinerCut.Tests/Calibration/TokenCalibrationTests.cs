using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

public sealed class TokenCalibrationTests : IDisposable
{
    private readonly CalibrationLoads _loads = new();

    [Fact]
    public void Load_Documents_AreJoinedByABlankLine() => Assert.Equal(
        "on|e\n|\nt|wo",
        CalibrationLoads.TextOf(
            _loads.Load("a.jsonl", "{\"text\": \"one\"}\n\n{\"id\": 2, \"text\": \"two\"}\n", 4, 2)));

    [Fact]
    public void Load_TokenIds_SamplesAreTheFirstOfEachLine()
    {
        CalibrationRequest request = _loads.Request(
            "ids.jsonl", CalibrationLoads.WithByteOrderMark("[7,8,9]\r\n\r\n [5, 0] ")) with
        {
            Samples = 2,
            Encoder = null,
            VocabularySize = 10,
        };
        CalibrationSet set = CalibrationLoader.Load(request);
        Assert.Equal([[7, 8], [5, 0]], set.Samples);
        Assert.Equal("ids.jsonl", set.Source);
        Assert.Empty(_loads.Warnings);
    }

    [Fact]
    public void Load_MoreLinesThanSamples_AreNotLookedAt() =>
        Assert.Equal([[1, 2]], _loads.Load("ids.jsonl", "[1,2]\n[broken", 1, 2).Samples);

    [Fact]
    public void Load_FewerLinesThanSamples_WarnsOnce()
    {
        Assert.Equal([[1, 2]], _loads.Load("ids.jsonl", "[1,2]\n", 3, 2).Samples);
        Assert.Single(_loads.Warnings);
    }

    [Theory]
    [InlineData("\n[1,2]\n[3]", "line 3 of", "has 1")]
    [InlineData("[]", "line 1 of", "has 0")]
    public void Load_ShortSample_NamesTheLine(string content, string line, string found) =>
        CalibrationLoads.Refused("FC3017", _loads.Request("ids.jsonl", content, 9, 2), "needs 2 tokens", line, found);

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\n")]
    [InlineData("{\"text\": \"\"}")]
    public void Load_NothingInside_IsEmpty(string content) =>
        CalibrationLoads.Refused("FC3017", _loads.Request("a.jsonl", content, 1, 2), "is empty");

    [Theory]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("4294967297")]
    public void Load_IdBeyondVocabulary_GivesIdLineAndSize(string id) => CalibrationLoads.Refused(
        "FC3019",
        _loads.Request("ids.jsonl", $"[1,2]\n[3,4,{id}]", 2, 2) with { VocabularySize = 10 },
        $"token id {id}",
        "Line 2",
        "10 words");

    [Theory]
    [InlineData("-1")]
    [InlineData("2147483648")]
    public void Load_IdOutOfRangeOfUnknownVocabulary_IsRefused(string id) =>
        CalibrationLoads.Refused("FC3019", _loads.Request("ids.jsonl", $"[1,{id}]", 1, 2), $"token id {id}");

    [Theory]
    [InlineData("[1,2]\n{\"text\": \"a\"}", "Line 2", "an object, but line 1 is an array")]
    [InlineData("{\"text\": \"a\"}\n[1,2]", "Line 2", "an array, but line 1 is an object")]
    [InlineData("[1,2]\n\n[1,", "Line 3", "not JSON near its byte 3")]
    [InlineData("[1,2] [3,4]", "Line 1", "not JSON near its byte 7")]
    [InlineData("\"text\"", "Line 1", "a string")]
    [InlineData("{\"content\": \"a\"}", "Line 1", "without the field 'text'")]
    [InlineData("{\"text\": [1]}", "Line 1", "an array as 'text'")]
    [InlineData("{\"text\": null}", "Line 1", "null as 'text'")]
    [InlineData("{\"text\": \"\\ud800\"}", "Line 1", "surrogate")]
    [InlineData("{\"\\ud800\": 1, \"text\": \"a\"}", "Line 1", "surrogate")]
    [InlineData("{\"messages\": [{\"\\udc00\": \"a\"}]}", "Line 1", "surrogate")]
    [InlineData("[\"\\ud800\"]", "Line 1", "surrogate")]
    [InlineData("[1, 2.5]", "Line 1", "the number 2.5")]
    [InlineData("[1, \"2\"]", "Line 1", "a string in its array")]
    [InlineData("[1, 99999999999999999999]", "Line 1", "99999999999999999999")]
    public void Load_BadLine_NamesIt(string content, string line, string finding) =>
        CalibrationLoads.Refused("FC3018", _loads.Request("a.jsonl", content, 9, 2), line, finding);

    [Fact]
    public void Load_LineNotUtf8_NamesIt() =>
        CalibrationLoads.Refused(
            "FC3016", _loads.Request("a.jsonl", [.. "{\"text\": \""u8, 0xE9, .. "\"}"u8]), "line 1", "UTF-8");

    [Fact]
    public void Load_TextWithoutTokenizer_SaysWhatToPass() => CalibrationLoads.Refused(
        "FC3001", _loads.Request("a.jsonl", "{\"text\": \"abc\"}", 1, 2) with { Encoder = null }, "token ids");

    [Fact]
    public void Load_MissingFile_NamesIt() =>
        CalibrationLoads.Refused("FC3015", _loads.Request(Path.Combine(_loads.Folder, "no.jsonl"), 1, 2), "no.jsonl");

    public void Dispose() => _loads.Dispose();
}
