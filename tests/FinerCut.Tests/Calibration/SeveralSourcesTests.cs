using System.Text;
using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

/// <summary>Several files, standard input, chats, and samples picked at random.</summary>
public sealed class SeveralSourcesTests : IDisposable
{
    private readonly CalibrationLoads _loads = new();

    [Fact]
    public void Load_SeveralTexts_AreOneTextWithBlankLines()
    {
        CalibrationSet set = CalibrationLoader.Load(
            Request(4, 3, ("b.md", "two"), ("a.txt", "one"), ("c.jsonl", "{\"text\": \"three\"}")));
        Assert.Equal("two|\n\no|ne\n|\nth", CalibrationLoads.TextOf(set));
        Assert.Equal("b.md, a.txt, c.jsonl", set.Source);
    }

    [Fact]
    public void Load_Glob_TakesItsFilesInOrderAndOnce()
    {
        CalibrationRequest request = Request(9, 2, ("b.txt", "bb"), ("a.txt", "aa"), ("d.txt", "dd"), ("c.txt", "cc"));
        request = request with
        {
            Paths = [Path.Combine(_loads.Folder, "?.txt"), Path.Combine(_loads.Folder, "a.txt")],
            Packing = CalibrationPacking.Documents
        };
        CalibrationSet set = CalibrationLoader.Load(request);
        Assert.Equal("aa|bb|cc|dd", CalibrationLoads.TextOf(set));
        Assert.Equal("a.txt, b.txt, c.txt and 1 more", set.Source);
    }

    [Fact]
    public void Load_TextAndIds_AreRefused() =>
        CalibrationLoads.Refused(
            "FC3024", Request(1, 2, ("ids.jsonl", "[1, 2]"), ("a.txt", "abc")), "ids.jsonl", "a.txt");

    [Theory]
    [InlineData("abcd", "abc")]
    [InlineData(" \n{\"text\": \"xyz\"}", "xyz")]
    [InlineData("\uFEFF[65, 66, 67]", "ABC")]
    public void Load_StandardInput_IsTextOrLines(string content, string expected)
    {
        CalibrationRequest request =
            _loads.Request("-", 1, 3) with { StandardInput = () => new MemoryStream(Encoding.UTF8.GetBytes(content)) };
        CalibrationSet set = CalibrationLoader.Load(request);
        Assert.Equal((expected, "stdin"), (CalibrationLoads.TextOf(set), set.Source));
    }

    [Fact]
    public void Load_EmptyStandardInput_SaysSo() =>
        CalibrationLoads.Refused(
            "FC3017", _loads.Request("-", 1, 3) with { StandardInput = () => Stream.Null }, "standard input is empty");

    [Fact]
    public void Load_TextField_IsRead()
    {
        CalibrationRequest request =
            Request(1, 3, ("a.jsonl", "{\"text\": \"no\", \"body\": \"yes\"}")) with { TextField = "body" };
        Assert.Equal("yes", CalibrationLoads.TextOf(CalibrationLoader.Load(request)));
        CalibrationLoads.Refused(
            "FC3018", request with { TextField = "other" }, "without the field 'other'", "--text-field");
    }

    [Theory]
    [InlineData("{\"messages\": [{\"role\": \"user\"}]}", "text")]
    [InlineData("{\"conversation\": [{\"role\": \"user\"}]}", "conversation")]
    public void Load_Messages_AreRendered(string line, string field)
    {
        CalibrationRequest request = Request(1, 9, ("a.jsonl", line)) with
        {
            TextField = field,
            Packing = CalibrationPacking.Documents,
            FindChatTemplate = () => messages => "<" + messages[0].GetProperty("role").GetString() + ">",
            DocumentEncoder = _ => throw new InvalidOperationException("The template writes the special tokens."),
        };
        Assert.Equal("<user>", CalibrationLoads.TextOf(CalibrationLoader.Load(request)));
        CalibrationLoads.Refused("FC3023", request with { FindChatTemplate = () => null }, "Line 1", "chat template");
    }

    [Fact]
    public void Load_Seed_PicksSamplesOfAllSources()
    {
        string text = string.Concat(Enumerable.Range(0, 1000).Select(number => $"{number:000};"));
        CalibrationRequest request =
            Request(5, 4, ("a.txt", text[..2000]), ("b.txt", "--" + text[2000..])) with { Seed = 3 };
        CalibrationSet set = CalibrationLoader.Load(request);
        int[] numbers = [
            .. set.Samples.Select(sample => int.Parse(string.Concat(sample.Take(3).Select(unit => (char)unit)), null))
        ];

        Assert.Equal(numbers.Order(), numbers);
        Assert.Contains(numbers, number => number > 500);
        Assert.Equal(3, set.Seed);
        Assert.Equal(set.Samples, CalibrationLoader.Load(request).Samples);
        Assert.NotEqual(set.Samples, CalibrationLoader.Load(request with { Seed = 4 }).Samples);
    }

    [Fact]
    public void Load_SeedAndAllSamplesWanted_GivesThemInOrder()
    {
        CalibrationRequest request =
            Request(100, 3, ("a.txt", "abcdefghij"), ("b.jsonl", "{\"text\": \"kl\"}\n{\"text\": \"mn\"}"));
        Assert.Equal(
            CalibrationLoader.Load(request).Samples, CalibrationLoader.Load(request with { Seed = 3 }).Samples);
    }

    [Fact]
    public void Load_SeedAndLongText_ReadsItInStretches()
    {
        int[] lengths = [];
        string line = new string('x', 99) + "\n";
        string text = string.Concat(Enumerable.Repeat(line, (TextTokens.WholeTextLimit * 5 / 2) / line.Length));
        CalibrationSet set = CalibrationLoader.Load(Request(3, 100, ("a.txt", text)) with
        {
            Seed = 1,
            Encoder = stretch =>
            {
                lengths = [.. lengths, stretch.Length];
                return [.. stretch.Select(unit => (int)unit)];
            },
        });

        Assert.Equal(text.Length, lengths.Sum());
        Assert.All(lengths, length => Assert.InRange(length, 1, TextTokens.WholeTextLimit + (1 << 20)));
        Assert.All(set.Samples, sample => Assert.Equal(line, string.Concat(sample.Select(unit => (char)unit))));
    }

    public void Dispose() => _loads.Dispose();

    private CalibrationRequest Request(int samples, int sampleTokens, params (string Name, string Content)[] files) =>
        _loads.Request(null, samples, sampleTokens) with
        {
            Paths =
                [.. files.SelectMany(file => _loads.Request(file.Name, Encoding.UTF8.GetBytes(file.Content)).Paths)],
        };
}
