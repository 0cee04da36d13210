using FinerCut.Cli.Progress;
using FinerCut.Cli.Tests.Fakes;

namespace FinerCut.Cli.Tests.Progress;

public class ForecastTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Left_SteadyWork_IsWorkLeftOverRate()
    {
        Forecast forecast = new(_time);
        for (int done = 1; done <= 10; done++)
        {
            _time.Advance(2);
            forecast.Report(done, 40);
        }

        Assert.Equal(60, forecast.Left!.Value.TotalSeconds, 1e-6);
        Assert.Equal(0.25, forecast.Share);
        Assert.Equal(20, forecast.Elapsed.TotalSeconds);
    }

    [Fact]
    public void Left_BeforeAnythingIsKnown_IsNull()
    {
        Forecast forecast = new(_time);
        _time.Advance(0.1);
        forecast.Report(1, 40);
        Assert.Null(forecast.Left);
    }

    [Fact]
    public void Left_WorkGetsFaster_Follows()
    {
        Forecast forecast = new(_time);
        _time.Advance(10);
        forecast.Report(1, 100);
        double before = forecast.Left!.Value.TotalSeconds;
        for (int done = 2; done <= 60; done++)
        {
            _time.Advance(1);
            forecast.Report(done, 100);
        }

        Assert.Equal(990, before, 1e-6);
        Assert.InRange(forecast.Left!.Value.TotalSeconds, 40, 44);
    }

    [Fact]
    public void Left_BetweenReports_CountsDownToZeroAtMost()
    {
        Forecast forecast = new(_time);
        _time.Advance(1);
        forecast.Report(1, 5);
        _time.Advance(3);
        Assert.Equal(1, forecast.Left!.Value.TotalSeconds, 1e-6);
        _time.Advance(3);
        Assert.Equal(0, forecast.Left!.Value.TotalSeconds);
    }

    [Fact]
    public void Left_RunThatGoesOn_CountsOnlyItsOwnWork()
    {
        Forecast forecast = new(_time);
        forecast.Report(100, 150);
        for (int done = 101; done <= 110; done++)
        {
            _time.Advance(2);
            forecast.Report(done, 150);
        }

        Assert.Equal(80, forecast.Left!.Value.TotalSeconds, 1e-6);
        Assert.Equal(110.0 / 150, forecast.Share);
    }

    [Fact]
    public void Share_NoTotal_IsZero() => Assert.Equal(0, new Forecast(_time).Share);
}
