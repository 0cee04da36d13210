using FinerCut.Tasks;

namespace FinerCut.Tests.Tasks;

public class TaskTallyTests
{
    [Fact]
    public void Score_Choices_CountsTheLikeliestAndTheLikeliestByCharacter()
    {
        // By character: -4 / 4 against -3 / 2, and -4 / 1 against -5 / 1.
        TaskTally tally = new(Task([" abcd", " ef"], 0, ["g", "h"], 0));
        tally.Add([Of(-4), Of(-3)]);
        tally.Add([Of(-4), Of(-5)]);
        TaskScore score = tally.Score("task");

        Assert.Equal((0.5, 1.0), (score.Accuracy.Value, score.NormalizedAccuracy!.Value.Value));
        Assert.Equal(0.5, score.Accuracy.StandardError!.Value, 1e-12);
        Assert.Equal(0, score.NormalizedAccuracy.Value.StandardError);
        Assert.Null(score.Perplexity);
    }

    /// <summary>Characters are code points, and one leading blank does not count.</summary>
    [Theory]
    [InlineData(" 😀", " ab", -1.1, -2.0, 1)]
    [InlineData("  a", " ab", -1.0, -1.0, 0)]
    public void Score_Lengths_AreOfCodePointsWithoutTheLeadingBlank(
        string first, string second, double firstLog, double secondLog, int likeliest)
    {
        TaskTally tally = new(Task([first, second], likeliest));
        tally.Add([Of(firstLog), Of(secondLog)]);

        Assert.Equal(1, tally.Score("task").NormalizedAccuracy!.Value.Value);
    }

    [Fact]
    public void Score_Equals_TakesTheFirst()
    {
        TaskTally tally = new(Task(["a", "b"], 0, ["a", "b"], 1));
        tally.Add([Of(-1), Of(-1)]);
        tally.Add([Of(-1), Of(-1)]);

        Assert.Equal(0.5, tally.Score("task").Accuracy.Value);
    }

    [Fact]
    public void Score_NoNumber_IsWrong()
    {
        TaskTally tally = new(Task(["a", "b"], 0));
        tally.Add([Of(double.NaN), Of(-1)]);

        Assert.Equal(0, tally.Score("task").Accuracy.Value);
    }

    [Fact]
    public void Score_Continuations_CountsTheGreedyOnesAndTheirPerplexity()
    {
        TaskSet task = new("t", [Cloze(), Cloze()], 5);
        TaskTally tally = new(task);
        tally.Add([new ChoiceScore(-1, true, 1)]);
        tally.Add([new ChoiceScore(-3, false, 2)]);
        TaskScore score = tally.Score("task");

        Assert.Equal(0.5, score.Accuracy.Value);
        Assert.Equal(Math.Exp(2), score.Perplexity!.Value.Value, 1e-12);
        Assert.Equal(Math.Exp(2), score.Perplexity.Value.StandardError!.Value, 1e-12);
        Assert.Equal((2, 5), (score.Items, score.AllItems));
        Assert.Null(score.NormalizedAccuracy);
    }

    private static TaskSet Task(string[] choices, int gold, string[]? others = null, int otherGold = 0) =>
        new("t", [Item(choices, gold), .. others is null ? [] : new[] { Item(others, otherGold) }], 2);

    private static TaskItem Item(string[] choices, int gold) =>
        new([.. choices.Select(choice => new TaskChoice("c", choice))], gold, 1);

    private static TaskItem Cloze() => new([new TaskChoice("c", " d")], null, 1);

    private static ChoiceScore Of(double logProbability) => new(logProbability, false, 1);
}
