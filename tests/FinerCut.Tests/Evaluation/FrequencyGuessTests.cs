using FinerCut.Evaluation;

namespace FinerCut.Tests.Evaluation;

public class FrequencyGuessTests
{
    [Fact]
    public void Guess_OfATextOfOneToken_IsNearlySure()
    {
        // Of 100 tokens 99 others: (99 + 1/2) / (99 + 2/2).
        double perplexity = FrequencyGuess.Perplexity([[.. Enumerable.Repeat(1, 100)]], 2);

        Assert.Equal(100 / 99.5, perplexity, 1e-12);
    }

    [Fact]
    public void Guess_WhereNoTokenComesTwice_IsWorseThanTheVocabulary()
    {
        double perplexity = FrequencyGuess.Perplexity([[.. Enumerable.Range(0, 50)]], 100);

        Assert.Equal((49 + 50) / 0.5, perplexity, 1e-9);
    }

    [Fact]
    public void Guess_OfSamples_LeavesOutTheFirstTokenOfEach()
    {
        // Counts: 7 three times, 8 twice. Predicted: 7 and 8 of the first sample, 7 of the second.
        double perplexity = FrequencyGuess.Perplexity([[8, 7, 8], [7, 7]], 4);

        double mean = ((2 * Math.Log(6 / 2.5)) + Math.Log(6 / 1.5)) / 3;
        Assert.Equal(Math.Exp(mean), perplexity, 1e-12);
    }
}
