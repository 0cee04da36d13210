using System.Text.Json;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Tasks;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Tasks;

/// <summary>Log-probabilities of a real model's choices against PyTorch's.</summary>
public class ReferenceTaskTests
{
    [Theory]
    [InlineData("arc_challenge")]
    [InlineData("arc_easy")]
    [InlineData("boolq")]
    [InlineData("copa")]
    [InlineData("hellaswag")]
    [InlineData("lambada")]
    [InlineData("openbookqa")]
    [InlineData("piqa")]
    [InlineData("winogrande")]
    public void Score_FirstItems_GivesPyTorchsLogProbabilities(string name)
    {
        string folder = SmolLm2Folder.Require();
        using JsonDocument oracle = JsonDocument.Parse(
            File.ReadAllText(SharedData.Require("oracle", "smollm2.tasks.json")));
        JsonElement[] rows = [.. oracle.RootElement.GetProperty("rows").GetProperty(name).EnumerateArray()];
        TaskSet task = TaskFile.Read(SharedData.Require("data", "tasks", $"{name}.jsonl"), rows.Length);
        TokenSource tokens = new(new CalibrationOptions(), ModelFolder.Find(folder), CallLimits.None);
        ChoiceEncoder encoder = new(text => tokens.Encode(text)!);
        SessionFactory sessions = new(ExecutionProvider.Cpu, 2);
        using ForkingDecoder decoder = ForkingDecoder.Open(
            Path.Combine(folder, "model.onnx"), sessions, new HashSet<SublayerName>());
        ChoiceScorer scorer = new(decoder);

        Assert.All(task.Items.Zip(rows), pair =>
        {
            IReadOnlyList<ChoiceScore> scores =
                scorer.Score([.. pair.First.Choices.Select(choice => encoder.Encode(choice)!)]);
            Assert.Equal(Numbers(pair.Second, "tokens"), scores.Select(score => (double)score.Tokens));
            Assert.Equal(
                pair.Second.GetProperty("greedy").EnumerateArray().Select(greedy => greedy.GetBoolean()),
                scores.Select(score => score.IsGreedy));
            Assert.All(
                Numbers(pair.Second, "logprob").Zip(scores),
                both => Assert.Equal(both.First, both.Second.LogProbability, 1e-3));
        });
    }

    private static IEnumerable<double> Numbers(JsonElement row, string key) =>
        row.GetProperty(key).EnumerateArray().Select(number => number.GetDouble());
}
