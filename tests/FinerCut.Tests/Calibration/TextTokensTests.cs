using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FinerCut.Calibration;
using FinerCut.Calibration.Sources;

namespace FinerCut.Tests.Calibration;

/// <summary>Texts that are longer than what is tokenised.</summary>
public sealed partial class TextTokensTests : IDisposable
{
    private const int Paragraphs = 220_000;

    private readonly CalibrationLoads _loads = new();

    private readonly List<int> _lengths = [];

    [Theory]
    [InlineData("long.txt", "\n \n")]
    [InlineData("long.txt", "\r\n\r\n")]
    [InlineData("long.jsonl", "\n\n")]
    public void Load_LongText_GivesTheTokensOfAllOfIt(string name, string separator)
    {
        string[] paragraphs =
            [.. Enumerable.Range(0, Paragraphs).Select(number => $"Paragraph {number} of a text, with a ü.")];
        string text = string.Join(separator, paragraphs);
        string content = name.EndsWith(".txt", StringComparison.Ordinal)
            ? text
            : string.Join('\n', paragraphs.Select(paragraph => JsonSerializer.Serialize(new { text = paragraph })));
        CalibrationSet set = CalibrationLoader.Load(_loads.Request(name, content, 10, 256) with { Encoder = Encode });

        int length = Assert.Single(_lengths);
        Assert.InRange(length, TextTokens.WholeTextLimit * 3 / 4, text.Length - 1);
        Assert.Equal(Encode(text).Take(2560), set.Samples.SelectMany(sample => sample));
    }

    [Fact]
    public void Encode_LineLongerThanTheLimit_IsReadWhole()
    {
        byte[] line = Encoding.UTF8.GetBytes(new string('a', TextTokens.WholeTextLimit + 10));
        CalibrationSet set = CalibrationLoader.Load(_loads.Request("line.txt", line) with { Encoder = Encode });
        Assert.Equal([0, line.Length], _lengths);
        Assert.Equal(set.Samples[0], Encode(new string('a', line.Length)).Take(2));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(4, 2)]
    [InlineData(1, 1)]
    public void Encode_FewTokensInTheLimit_ReadsUntilTwiceWhatIsNeeded(int needed, int reads)
    {
        int read = 0;
        IReadOnlyList<int> ids = TextTokens.Encode(
            limit =>
            {
                read++;
                return new TextPrefix(new string('a', limit / TextTokens.WholeTextLimit * 5), IsWhole: false);
            },
            text => [.. text.Select(_ => 1)],
            needed);
        Assert.Equal(reads, read);
        Assert.True(ids.Count >= 2 * needed);
    }

    [Fact]
    public void Encode_EndlessTextWithoutTokens_Ends() =>
        Assert.Empty(TextTokens.Encode(_ => new TextPrefix("", IsWhole: false), _ => [], 10));

    public void Dispose() => _loads.Dispose();

    /// <summary>Words with the white space rule of GPT-2, where a token depends on what follows it.</summary>
    private int[] Encode(string text)
    {
        _lengths.Add(text.Length);
        List<int> ids = [];
        foreach (ValueMatch word in Words().EnumerateMatches(text))
        {
            ids.Add(string.GetHashCode(text.AsSpan(word.Index, word.Length), StringComparison.Ordinal) & 0xFFFFFF);
        }

        return [.. ids];
    }

    [GeneratedRegex(@"\s+(?!\S)|\s?[^\s]{1,6}|\s+")]
    private static partial Regex Words();
}
