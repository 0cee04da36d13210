using FinerCut.Evaluation.Generation;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Tests.Evaluation.Generation;

public class TextRichnessTests
{
    [Fact]
    public void Repeated_Texts_IsTheMeanOfTheirShares()
    {
        // Of the first one's nine 4-grams three are different.
        int[] looping = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3];
        int[] rich = [1, 2, 3, 4, 5, 6];
        Estimate repeated = TextRichness.Repeated([looping, rich, [1, 2]])!.Value;

        Assert.Equal((1 - (3.0 / 9)) / 2, repeated.Value, 1e-12);
        Assert.Equal((1 - (3.0 / 9)) / 2, repeated.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Repeated_ShortTexts_IsNone() => Assert.Null(TextRichness.Repeated([[1, 2, 3]]));

    [Fact]
    public void Distinct_Texts_CountsOverAllOfThem()
    {
        Assert.Equal(3.0 / 5, TextRichness.Distinct([[1, 2], [1, 3, 3]], 1));
        Assert.Equal(1, TextRichness.Distinct([[1, 2], [1, 3, 3]], 2));
        Assert.Null(TextRichness.Distinct([[1]], 2));
    }

    /// <summary>Ids 1 and 23 are not ids 12 and 3.</summary>
    [Fact]
    public void Distinct_Pairs_KeepTheirBorders() => Assert.Equal(1, TextRichness.Distinct([[1, 23], [12, 3]], 2));
}
