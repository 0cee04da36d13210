using FinerCut.Evaluation.Generation;

namespace FinerCut.Tests.Evaluation.Generation;

/// <summary>Texts out of tokens, with a tokenizer that leaves out the blank before a text.</summary>
public class PromptedTextTests
{
    private static readonly HashSet<long> Ends = [0];

    [Fact]
    public void Of_TextAfterAPrompt_KeepsItsBlank() =>
        Assert.Equal(new PromptedText("1 2", " 3 4"), PromptedText.Of(new WrittenText([1, 2], [3, 4]), Decode, Ends));

    [Fact]
    public void Of_TokenThatEndsTheText_IsLeftOut() =>
        Assert.Equal(new PromptedText("1", " 5"), PromptedText.Of(new WrittenText([1], [5, 0]), Decode, Ends));

    [Fact]
    public void Of_PromptThatReadsOtherwiseBeforeMore_IsTheTextAlone() => Assert.Equal(
        new PromptedText("1!", "2!"),
        PromptedText.Of(new WrittenText([1], [2]), ids => $"{Decode(ids)}!", Ends));

    private static string Decode(IReadOnlyList<int> ids) => string.Join(' ', ids);
}
