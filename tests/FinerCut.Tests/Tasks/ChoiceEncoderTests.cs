using FinerCut.Tasks;

namespace FinerCut.Tests.Tasks;

public class ChoiceEncoderTests
{
    [Fact]
    public void Encode_ContextAndContinuation_AreTokenizedTogether() => Encodes("ab", " cd", [97, 98, 32, 99, 100], 2);

    /// <summary>Tokenizers join a blank with the word after it.</summary>
    [Theory]
    [InlineData("ab ", "cd", 2)]
    [InlineData("ab \n", "cd", 2)]
    public void Encode_BlanksAtTheEndOfTheContext_CountAsTheContinuations(
        string context, string continuation, int first) =>
        Encodes(context, continuation, [.. (context + continuation).Select(letter => (int)letter)], first);

    [Fact]
    public void Encode_NoContext_StartsWithTheTokenThatBeginsTexts()
    {
        Assert.Equal([1, 99], new ChoiceEncoder(Letters) { StartToken = 1 }.Encode(new TaskChoice("", "c"))!.Ids);
        Assert.Null(new ChoiceEncoder(Letters).Encode(new TaskChoice("", "c")));
    }

    [Fact]
    public void Encode_LongerThanTheModelReads_LosesTheStartOfTheContext()
    {
        EncodedChoice choice = new ChoiceEncoder(Letters) { Longest = 4 }.Encode(new TaskChoice("abcdef", "xy"))!;

        Assert.Equal("def", string.Concat(choice.Ids[..choice.First].Select(id => (char)id)));
        Assert.Equal(2, choice.Tokens);
    }

    [Fact]
    public void Encode_ContinuationLongerThanTheModelReads_IsNone() =>
        Assert.Null(new ChoiceEncoder(Letters) { Longest = 2 }.Encode(new TaskChoice("abc", "xyz")));

    /// <summary>A tokenizer that drops blanks makes no token of one.</summary>
    [Fact]
    public void Encode_NoTokenOfItsOwn_IsNone() => Assert.Null(
        new ChoiceEncoder(text => Letters(text.Trim())).Encode(new TaskChoice("ab", " ")));

    private static void Encodes(string context, string continuation, int[] ids, int first)
    {
        EncodedChoice choice = new ChoiceEncoder(Letters).Encode(new TaskChoice(context, continuation))!;
        Assert.Equal(ids, choice.Ids);
        Assert.Equal(first, choice.First);
    }

    private static IReadOnlyList<int> Letters(string text) => [.. text.Select(letter => (int)letter)];
}
