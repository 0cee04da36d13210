using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Search.Resume;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Search.Resume;

public sealed class SearchKeeperTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    private string Target => _folder.Combine("smaller");

    private string StatePath => Target + ".search.json";

    [Theory]
    [InlineData(ResumeMode.Matching)]
    [InlineData(ResumeMode.Required)]
    public void Begin_SameInputs_GoesOn(ResumeMode mode)
    {
        Keep(2);
        using SearchKeeper checkpoint = Open(mode);

        Assert.Equal(States.TextOf(States.After(2)), States.TextOf(checkpoint.Begin(() => States.Inputs)!));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Begin_Restart_LooksAtNothing()
    {
        File.WriteAllText(StatePath, "damaged");
        using SearchKeeper checkpoint = Open(ResumeMode.Restart);

        Assert.Null(checkpoint.Begin(() => States.Inputs));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Open_RequiredAndNothingThere_IsAnError()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Open(ResumeMode.Required));

        Assert.Equal("FC4041", error.Code);
        Assert.Contains($"'{StatePath}' is not there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_NothingThere_Starts()
    {
        using SearchKeeper checkpoint = Open(ResumeMode.Matching);

        Assert.Null(checkpoint.Begin(() => States.Inputs));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Begin_RequiredAndOtherInputs_NamesThemInAnError()
    {
        Keep(2);
        using SearchKeeper checkpoint = Open(ResumeMode.Required);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => checkpoint.Begin(() => Other));

        Assert.Equal("FC4042", error.Code);
        Assert.StartsWith(
            $"'{StatePath}' keeps another search: versions.finercut is \"0.2.0\" and was \"0.1.0\". ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_OtherInputs_WarnsAndReplacesAfterTheFirstStep()
    {
        Keep(2);
        using SearchKeeper checkpoint = Open(ResumeMode.Matching);

        Assert.Null(checkpoint.Begin(() => Other));
        Assert.StartsWith($"'{StatePath}' keeps another search: versions.finercut is \"0.2.0\" and was \"0.1.0\". The "
            + $"search starts over", Assert.Single(_warnings), StringComparison.Ordinal);
        checkpoint.Save(States.After(1));
        checkpoint.Dispose();
        using SearchKeeper next = Open(ResumeMode.Required);
        Assert.Single(next.Begin(() => Other)!.Steps);
    }

    [Theory]
    [InlineData(ResumeMode.Matching)]
    [InlineData(ResumeMode.Required)]
    public void Open_Damaged_IsAnErrorOrAWarning(ResumeMode mode)
    {
        Keep(1);
        File.WriteAllBytes(StatePath, File.ReadAllBytes(StatePath)[..^40]);

        if (mode == ResumeMode.Required)
        {
            Assert.Equal("FC4043", Assert.Throws<DiagnosticException>(() => Open(mode)).Code);
        }
        else
        {
            using SearchKeeper checkpoint = Open(mode);
            Assert.Null(checkpoint.Begin(() => States.Inputs));
            Assert.StartsWith(
                $"The search kept in '{StatePath}' is damaged: ", Assert.Single(_warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Begin_NoFolder_WarnsOnceAndGoesOn()
    {
        using SearchKeeper checkpoint = new(_folder.Combine("no", "smaller"), ResumeMode.Matching, _warnings.Add);
        checkpoint.Begin(() => States.Inputs);
        for (int step = 1; step <= 3; step++)
        {
            checkpoint.Save(States.After(step));
        }

        checkpoint.Complete();
        Assert.StartsWith(
            $"The search cannot be kept in '{_folder.Combine("no", "smaller")}.search.json': ",
            Assert.Single(_warnings),
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Save_FolderTakenAwayMeanwhile_WarnsOnce()
    {
        string home = Directory.CreateDirectory(_folder.Combine("home")).FullName;
        using SearchKeeper checkpoint = new(Path.Combine(home, "smaller"), ResumeMode.Matching, _warnings.Add);
        checkpoint.Begin(() => States.Inputs);
        Directory.Delete(home);
        for (int step = 1; step <= 3; step++)
        {
            checkpoint.Save(States.After(step));
            checkpoint.Dispose();
        }

        Assert.Single(_warnings);
    }

    [Fact]
    public void Guard_CancelledAfterSteps_TellsHowToGoOnOnceAllIsWritten()
    {
        using SearchKeeper checkpoint = Open(ResumeMode.Matching);
        checkpoint.Begin(() => States.Inputs);

        PruneInterruptedException interrupted =
            Assert.Throws<PruneInterruptedException>(() => checkpoint.Guard<int>(() =>
            {
                checkpoint.Save(States.After(1));
                checkpoint.Save(States.After(2));
                throw new OperationCanceledException();
            }));

        Assert.Equal(
            $"The search is kept after step 2 in '{StatePath}'; the same command goes on from there.",
            interrupted.Message);
        using SearchKeeper next = Open(ResumeMode.Required);
        Assert.Equal(2, next.Begin(() => States.Inputs)!.Steps.Count);
    }

    [Fact]
    public void Guard_CancelledAfterARestart_SaysToLeaveThatOut()
    {
        using SearchKeeper checkpoint = Open(ResumeMode.Restart);
        checkpoint.Begin(() => States.Inputs);
        checkpoint.Save(States.After(1));

        PruneInterruptedException interrupted = Assert.Throws<PruneInterruptedException>(() =>
            checkpoint.Guard<int>(() => throw new OperationCanceledException()));
        Assert.EndsWith(
            "; the same command without --restart goes on from there.", interrupted.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Guard_CancelledBeforeAStep_PassesOn()
    {
        using SearchKeeper checkpoint = Open(ResumeMode.Matching);
        checkpoint.Begin(() => States.Inputs);

        Assert.IsNotType<PruneInterruptedException>(
            Record.Exception(() => checkpoint.Guard<int>(() => throw new OperationCanceledException())));
    }

    [Fact]
    public void Complete_AfterSteps_LeavesNothing()
    {
        using SearchKeeper checkpoint = Open(ResumeMode.Matching);
        checkpoint.Begin(() => States.Inputs);
        checkpoint.Save(States.After(1));
        checkpoint.Complete();

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static SearchInputs Other => States.Inputs with { Versions = new PlanVersions("0.2.0", "1.31.1") };

    private SearchKeeper Open(ResumeMode mode) => new(Target, mode, _warnings.Add);

    private void Keep(int steps) =>
        new StateFile(Target).Write(SavedSearch.Write(SavedSearch.ElementOf(States.Inputs), States.After(steps)));
}
