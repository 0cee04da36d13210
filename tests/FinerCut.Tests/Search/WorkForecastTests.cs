using FinerCut.Search;

namespace FinerCut.Tests.Search;

/// <summary>Forecasts of searches whose steps were recorded on tales-3m, 23 of 24 sublayers on 10 x 64
/// tokens.</summary>
public class WorkForecastTests
{
    private const double FirstShare = 0.5;

    /// <summary>By search and metric, the share that each step took of all its candidates on all samples.</summary>
    public static TheoryData<string, double[]> Recorded => new()
    {
        { "exhaustive, js", [
            0.387,
            0.557,
            0.678,
            0.711,
            0.84,
            0.847,
            0.848,
            0.858,
            0.961,
            0.866,
            0.933,
            0.933,
            0.888,
            0.977,
            0.858,
            0.923,
            0.842,
            0.857,
            0.933,
            0.99,
            0.881,
            0.773,
            0.817
        ] },
        { "exhaustive, angular", [
            0.482,
            0.613,
            0.714,
            0.724,
            0.732,
            0.783,
            0.785,
            0.725,
            0.7,
            0.735,
            0.749,
            0.771,
            0.662,
            0.646,
            0.689,
            0.628,
            0.592,
            0.518,
            0.544,
            0.639,
            0.458,
            0.401,
            0.221
        ] },
        { "lazy, js", [
            0.319,
            0.35,
            0.422,
            0.398,
            0.547,
            0.51,
            0.567,
            0.517,
            0.615,
            0.549,
            0.745,
            0.631,
            0.564,
            0.7,
            0.395,
            0.51,
            0.551,
            0.457,
            0.734,
            0.899,
            0.498,
            0.537,
            0.512
        ] },
        { "lazy, angular", [
            0.28,
            0.308,
            0.445,
            0.393,
            0.374,
            0.538,
            0.483,
            0.379,
            0.388,
            0.561,
            0.5,
            0.456,
            0.425,
            0.402,
            0.46,
            0.409,
            0.273,
            0.208,
            0.274,
            0.513,
            0.363,
            0.3,
            0.175
        ] },
        { "ever cheaper", [.. Enumerable.Range(0, 15).Select(step => 0.5 * Math.Pow(0.93, step))] },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Total_WhileTheSearchGoesOn_Converges(string search, double[] shares)
    {
        double[] work = WorkOf(shares);
        double all = 1 + work.Sum();

        double[] errors = [.. TotalsAtEachStep(shares).Select(total => Math.Abs(total - all) / all)];

        Assert.True(errors[^1] < 0.01, $"{search}: {errors[^1]} before the last step");
        Assert.All(errors.Skip(shares.Length / 3), error => Assert.True(error < 0.12, $"{search}: {error}"));
        Assert.All(errors.Skip(2 * shares.Length / 3), error => Assert.True(error < 0.04, $"{search}: {error}"));
    }

    [Fact]
    public void Total_StepTakesMoreThanExpected_GrowsWithIt()
    {
        WorkForecast forecast = new(0.5);
        forecast.Begin(done: 10, whole: 20, candidates: 10, stepsAfter: 1);
        double before = forecast.Total(12);

        Assert.Equal(10 + 10 + (0.5 * 20 * 0.81), before, 1e-9);
        Assert.Equal(before, forecast.Total(20));
        Assert.Equal(before + 5, forecast.Total(25), 1e-9);
    }

    [Fact]
    public void Total_Resumed_StartsFromTheStepsKnown()
    {
        WorkForecast first = new(0.5);
        foreach (int step in Enumerable.Range(0, 4))
        {
            first.Begin(step, whole: 4, candidates: 20, stepsAfter: 9);
            first.End(step + 1);
        }

        WorkForecast resumed = new(0.5);
        resumed.Restore(first.Shares);
        resumed.Begin(done: 4, whole: 4, candidates: 20, stepsAfter: 0);

        Assert.Equal([0.25, 0.25, 0.25, 0.25], resumed.Shares);
        Assert.Equal(5, resumed.Total(4), 1e-9);
    }

    [Fact]
    public void End_NoWorkIsKnown_LearnsNothing()
    {
        WorkForecast forecast = new(0.5);
        forecast.Begin(done: 0, whole: 0, candidates: 3, stepsAfter: 1);
        forecast.End(0);

        Assert.Empty(forecast.Shares);
    }

    /// <summary>What is forecast after half of each step, one number a step.</summary>
    private static List<double> TotalsAtEachStep(double[] shares)
    {
        WorkForecast forecast = new(FirstShare);
        double done = 1;
        List<double> totals = [];
        foreach ((int step, double work) in WorkOf(shares).Index())
        {
            forecast.Begin(done, Whole(step), 24 - step, shares.Length - 1 - step);
            totals.Add(forecast.Total(done + (work / 2)));
            done += work;
            forecast.End(done);
        }

        return totals;
    }

    private static double[] WorkOf(double[] shares) => [.. shares.Select((share, step) => share * Whole(step))];

    /// <summary>Each candidate runs through half of the sublayers, and a head with a fifth of all work.</summary>
    private static double Whole(int step) => (24 - step) * ((0.8 / 2 * (24 - step) / 24) + 0.2);
}
