using System.Diagnostics;
using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Patterns made to harm: each works, or ends with a numbered error in good time.</summary>
public class HostilePatternTests
{
    private const int Repetitions = 5000;

    // A match may take two seconds, and all matches five; what is beyond is the machine's.
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("(.*)*x")]
    [InlineData("(?:.*)*?x")]
    [InlineData("(a*)*b")]
    [InlineData("(a+)+$|b")]
    [InlineData("(?:(?:a+)+?)+?b")]
    [InlineData("(?:a|a)++b")]
    [InlineData("(?>(?:a|aa)+b)")]
    [InlineData("(?=(?:a|a)+b)a")]
    [InlineData("(?!(?:a|a)+b)c")]
    [InlineData("(?<=(?:a|a)+b)a")]
    [InlineData("(?<!b(?:a|a)+)c")]
    [InlineData(@"\p{L}*\p{L}*\p{L}*\p{L}*\p{L}*1")]
    [InlineData("a{0,100000}a{0,100000}a{0,100000}b")]
    [InlineData("(?:(?:(?:a{100000}){100000}){100000}){100000}b")]
    [InlineData("(?:a?){100000}b")]
    [InlineData("(?:(?:a|){1000}){1000}b")]
    [InlineData("(?i:(?:k|[k-l]|a)+!)")]
    [InlineData("(?:[a&&[^b&&[c]]]|[[[a]]])+b")]
    [InlineData(@"\b(?:\w|\w\w)+\b!")]
    [InlineData("")]
    [InlineData("(?:)*")]
    [InlineData("(?:|a)+")]
    public void Pattern_MadeToHarm_WorksOrEndsWithANumber(string pattern)
    {
        foreach (string text in new[] { new string('a', Repetitions), new string('a', 60) + "!c" })
        {
            Stopwatch time = Stopwatch.StartNew();
            try
            {
                Assert.NotEmpty(TokenizerFiles.Open(Split(pattern)).EncodeIds(text, addSpecialTokens: false));
            }
            catch (DiagnosticException error)
            {
                Assert.Contains(error.Code, (string[])["FC3007", "FC3051", "FC3052"]);
            }

            Assert.InRange(time.Elapsed, TimeSpan.Zero, Allowed);
        }
    }

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData(@"(?<n>a\g<n>?b)")]
    [InlineData(@"\g<0>a")]
    [InlineData(@"(?(1)a|b)")]
    [InlineData(@"(?~abc)")]
    [InlineData(@"a\Kb")]
    [InlineData(@"\X")]
    [InlineData(@"(?{1})a")]
    [InlineData(@"(*FAIL)")]
    public void Pattern_WithPartsThatAreNotUnderstood_IsRefused(string pattern) =>
        Assert.Equal("FC3007", TokenizerFiles.Refuse(Split(pattern)).Code);

    [Fact]
    public void Pattern_OfThousandsOfWords_IsRefused()
    {
        DiagnosticException error = TokenizerFiles.Refuse(Split(Words(3000)));
        Assert.Equal("FC3051", error.Code);
        Assert.InRange(error.Message.Length, 100, 600);
    }

    [Fact]
    public void Pattern_OfHundredsOfWords_Works()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(Split(Words(600)));
        Stopwatch time = Stopwatch.StartNew();
        Assert.Equal(
            Repetitions * 4,
            tokenizer.EncodeIds(string.Concat(Enumerable.Repeat("w599", Repetitions)), addSpecialTokens: false).Count);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, Allowed);
    }

    [Theory]
    [InlineData("""{"type":"Precompiled","precompiled_charsmap":"////"}""")]
    [InlineData(
        """{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Precompiled","precompiled_charsmap":"%"}]}""")]
    [InlineData("""{"type":"Precompiled","precompiled_charsmap":null}""")]
    public void Normalizer_OfGarbage_IsRefused(string normalizer) =>
        Assert.Equal("FC3005", TokenizerFiles.Refuse(TinyTokenizer.ByteLevel().With("normalizer", normalizer)).Code);

    private static string Words(int count) =>
        string.Join('|', Enumerable.Range(0, count).Select(number => $"w{number}"));

    private static JsonObject Split(string pattern) => TinyTokenizer.ByteLevel().With(
        "pre_tokenizer",
        new JsonObject
        {
            ["type"] = "Split",
            ["pattern"] = new JsonObject { ["Regex"] = pattern },
            ["behavior"] = "Isolated",
        }.ToJsonString());
}
