using FinerCut.Commands.Eval;
using FinerCut.Execution;
using FinerCut.Execution.Memory;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>Evaluations with less memory than the model as a whole needs.</summary>
public sealed class LittleMemoryTests : IDisposable
{
    private readonly EvalScene _scene = new();

    private long Least
    {
        get
        {
            using SegmentedDecoder decoder = SegmentedDecoder.Open(
                _scene.Decoder.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
            return MemoryPlan.For(decoder, [], 0, 0, null).LeastBytes;
        }
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Run_Tasks_GivesTheScoresOfTheWholeModel()
    {
        string task = _scene.Write("task.jsonl", """
            {"context":"One","choices":[" two"," three and four"],"gold":0}
            {"context":"Five and six","choices":[" seven"," eight"," nine"],"gold":2}
            """);
        string cloze = _scene.Write("cloze.jsonl", """
            {"context":"One and","continuation":" two"}
            {"context":"Three","continuation":" four and five"}
            """);
        _scene.Prune("1.attn");
        EvalOptions options = _scene.Options with { Tasks = [task, cloze], Plans = [_scene.Combine("pruned")] };

        EvalResult whole = _scene.Run(options);
        EvalResult little = _scene.Run(options with { MemoryBytes = Least });

        Assert.Equal(whole.Model.Tasks[0], little.Model.Tasks[0]);
        Assert.Equal(whole.Plans[0].Tasks[0], little.Plans[0].Tasks[0]);
        double expected = Perplexity(whole.Plans[0]);
        Assert.InRange(Perplexity(little.Plans[0]) / expected, 1 - 1e-4, 1 + 1e-4);
        Assert.NotEqual(Perplexity(whole.Model), expected);

        static double Perplexity(ModelScores scores) => scores.Tasks[1].Perplexity!.Value.Value;
    }

    [Fact]
    public void Run_Generation_IsLeftOutWithAWarning()
    {
        EvalOptions options = _scene.Options with
        {
            Against = _scene.Decoder.Folder,
            Texts = [_scene.WriteIds("text.jsonl", [.. Enumerable.Range(3, 64)])],
            MemoryBytes = Least,
        };

        EvalResult result = _scene.Run(options);

        Assert.Null(result.Model.Generation);
        Assert.NotNull(result.Model.Texts[0].Comparison);
        Assert.StartsWith(
            "Generation is not measured: memory does not hold",
            Assert.Single(_scene.Observer.Warnings),
            StringComparison.Ordinal);
    }
}
