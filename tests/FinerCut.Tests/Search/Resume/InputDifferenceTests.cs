using FinerCut.Plans;
using FinerCut.Search.Resume;

namespace FinerCut.Tests.Search.Resume;

public class InputDifferenceTests
{
    [Fact]
    public void Between_EqualInputs_IsNothing() =>
        Assert.Empty(Differences(States.Inputs with { Source = States.Inputs.Source with { } }));

    [Fact]
    public void Between_AnotherFile_NamesItAndBothHashes() => Assert.Equal(
        ["source.files[model.onnx.data].sha256 is \"xx\" and was \"cd\""],
        Differences(States.Inputs with
        {
            Source = States.Inputs.Source with
            {
                Files = [States.Inputs.Source.Files[0], new PlanSourceFile("model.onnx.data", 7, "xx")]
            }
        }));

    [Fact]
    public void Between_OneFileMore_NamesItsMembers() => Assert.Equal(
        [
            "source.files[b].name is \"b\" and was not there",
            "source.files[b].bytes is 1 and was not there",
            "source.files[b].sha256 is \"x\" and was not there"
        ],
        Differences(States.Inputs with
        {
            Source =
            States.Inputs.Source with { Files = [.. States.Inputs.Source.Files, new PlanSourceFile("b", 1, "x")] }
        }));

    [Fact]
    public void Between_AnotherList_NamesItWhole() => Assert.Equal(
        ["settings.protect is [\"0.attn\",\"1.*\"] and was [\"0.attn\"]"],
        Differences(States.Inputs with { Settings = States.Inputs.Settings with { Protect = ["0.attn", "1.*"] } }));

    [Fact]
    public void Between_SeveralOthers_NamesAll() => Assert.Equal(
        [
            "settings.ratio is null and was 0.25",
            "settings.threads is 4 and was 2",
            "versions.onnxruntime is \"2.0\" and was \"1.31.1\"",
            "all_scores is true and was false"
        ],
        Differences(States.Inputs with
        {
            Settings = States.Inputs.Settings with { Ratio = null, Threads = 4 },
            Versions = new PlanVersions("0.1.0", "2.0"),
            AllScores = true,
        }));

    private static string[] Differences(SearchInputs now) =>
        [.. InputDifference.Between(SavedSearch.ElementOf(now), SavedSearch.ElementOf(States.Inputs))
            .Select(difference => difference.ToString())];
}
