using FinerCut.Evaluation.Generation;

namespace FinerCut.Tests.Evaluation.Generation;

public class DraftTrialTests
{
    [Fact]
    public void Score_AllSame_AcceptsWholeDrafts()
    {
        DraftScore score = Play(4, 1, 0.25, 1, Same(10, _ => true));

        // Drafts of 4 and a token of the dense model's each: at 0, and at 5.
        Assert.Equal(1, score.AcceptanceRate.Value);
        Assert.Equal(4, score.MeanAccepted.Value);
        Assert.Equal(5 / 2.0, score.Speedup.Value, 1e-12);
    }

    [Fact]
    public void Score_NoneSame_WritesOneTokenForEachDraft()
    {
        DraftScore score = Play(4, 1, 0.25, 1.5, Same(8, _ => false));

        Assert.Equal((0, 0), (score.AcceptanceRate.Value, score.MeanAccepted.Value));
        Assert.Equal(1 / 2.5, score.Speedup.Value, 1e-12);
    }

    /// <summary>Same, same, other: a draft of 4 keeps two, and the third token is the dense model's.</summary>
    [Fact]
    public void Score_EveryThirdOther_KeepsTwoOfEachDraft()
    {
        DraftScore score = Play(4, 1, 0, 1, Same(12, place => place % 3 != 2));

        Assert.Equal(2, score.MeanAccepted.Value);
        Assert.Equal(8.0 / (4 + 4 + 4 + 3), score.AcceptanceRate.Value, 1e-12);
    }

    [Fact]
    public void Score_SeveralTexts_HasErrors()
    {
        DraftScore score = Play(2, 1, 0.5, 1, Same(6, _ => true), Same(6, place => place % 2 == 0));

        Assert.True(score.MeanAccepted.StandardError > 0);
        Assert.True(score.AcceptanceRate.StandardError > 0);
        Assert.Equal(score.MeanAccepted.StandardError!.Value / 2, score.Speedup.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Score_TimeThatIsNone_MakesNoSpeedup() =>
        Assert.Equal(double.NaN, Play(2, 1, double.NaN, 1, Same(6, _ => true)).Speedup.Value);

    private static bool[] Same(int tokens, Func<int, bool> isSame) =>
        [.. Enumerable.Range(0, tokens).Select(isSame)];

    private static DraftScore Play(int draft, double dense, double step, double check, params bool[][] texts)
    {
        DraftTrial trial = new(draft);
        foreach (bool[] text in texts)
        {
            trial.Add(text);
        }

        return trial.Score(dense, step, check);
    }
}
