using FinerCut.Commands.Eval;
using FinerCut.Evaluation.Generation;
using FinerCut.Onnx;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>What models write against greedy texts by plain runs of the files.</summary>
public sealed class GenerationTests : IDisposable
{
    private const int Prompt = 8;
    private const int Tokens = 12;

    private static readonly int[] Ids = [.. Enumerable.Range(0, 64).Select(i => (i * 37 % 250) + 3)];

    private readonly EvalScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Run_Against_TellsHowFarBothWriteTheSame()
    {
        string pruned = PrunedCopies.Write(_scene.Decoder.ModelPath, ["2.ffn"], _scene.Combine("pruned"));
        EvalResult result = _scene.Run(Options() with { Model = pruned, Against = _scene.Decoder.Folder });
        int[][] dense = [.. Prompts().Select(prompt => Write(_scene.Decoder.ModelPath, prompt))];
        int[][] own = [.. Prompts().Select(prompt => Write(pruned, prompt))];
        int[] common = [.. dense.Zip(own, (first, second) => first.AsSpan().CommonPrefixLength(second))];

        GenerationScore score = result.Model.Generation!;
        Assert.Equal(
            (4, Prompt, Tokens), (score.Prompts, score.PromptTokens, score.NewTokens));
        Assert.Equal(common.Max(), score.Agreement!.LongestCommon);
        Assert.Equal(common.Average(), score.Agreement.MeanCommon.Value, 1e-12);
        Assert.Equal(TextRichness.Distinct(own, 1), score.DistinctTokens);
        Assert.Equal(TextRichness.Repeated(own), score.Repeated);
        Assert.Equal(TextRichness.Distinct(dense, 1), result.Dense!.Generation!.DistinctTokens);
        Assert.Equal(Followed(pruned, dense), score.Agreement.SameTokens.Value, 1e-12);
        Assert.Null(result.Dense.Generation.Agreement);
    }

    [Fact]
    public void Run_AgainstItself_WritesTheSame()
    {
        EvalResult result = _scene.Run(Options() with { Against = _scene.Decoder.Folder });

        GenerationAgreement agreement = result.Model.Generation!.Agreement!;
        Assert.Equal((1, Tokens), (agreement.SameTokens.Value, agreement.LongestCommon));
        Assert.Equal(1, agreement.Draft.AcceptanceRate.Value);
        Assert.True(agreement.Draft.Speedup.Value > 0);
    }

    [Fact]
    public void Run_Plan_WritesWhatTheFolderWrites()
    {
        _scene.Prune("0.attn", "1.ffn");
        string pruned = _scene.Combine("pruned");
        EvalResult folder = _scene.Run(Options() with { Model = pruned, Against = _scene.Decoder.Folder });
        EvalResult plan = _scene.Run(Options() with { Plans = [pruned] });

        Assert.Equal(folder.Model.Generation!.DistinctTokens, plan.Plans[0].Generation!.DistinctTokens);
        Assert.Equal(folder.Model.Generation.Agreement!.MeanCommon, plan.Plans[0].Generation!.Agreement!.MeanCommon);
        Assert.NotNull(plan.Model.Generation);
    }

    [Fact]
    public void Run_NoPromptsOrNothingToCompareWith_WritesNothing()
    {
        Assert.Null(_scene.Run(Options() with { Prompts = 0, Against = _scene.Decoder.Folder }).Model.Generation);
        Assert.Null(_scene.Run(Options()).Model.Generation);
    }

    [Fact]
    public void Run_ShortContext_WritesShorterTexts()
    {
        EvalResult result = _scene.Run(
            Options() with { NewTokens = 1000, Against = _scene.Decoder.Folder, Prompts = 1 });

        Assert.Equal(_scene.Decoder.Options.ContextLength - Prompt, result.Model.Generation!.NewTokens);
    }

    [Theory]
    [InlineData(-1, 1, 1, "--prompts -1")]
    [InlineData(1, 0, 1, "--new-tokens 0")]
    [InlineData(1, 1, 0, "--draft-tokens 0")]
    public void Run_AmountsThatCannotBe_ThrowsFC7012(int prompts, int tokens, int draft, string part)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _scene.Run(
            Options() with { Prompts = prompts, NewTokens = tokens, DraftTokens = draft }));

        Assert.Equal("FC7012", error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int[]> Prompts() => Ids.Chunk(16).Select(window => window[..Prompt]);

    private static int[] Write(string path, int[] prompt)
    {
        using PlainModel model = new(path);
        int[] ids = prompt;
        while (ids.Length < Prompt + Tokens)
        {
            ids = [.. ids, Top(model.LogProbabilities(ids)[^1])];
        }

        return ids[Prompt..];
    }

    private static double Followed(string path, int[][] dense)
    {
        using PlainModel model = new(path);
        List<bool> same = [];
        foreach ((int[] prompt, int[] text) in Prompts().Zip(dense))
        {
            double[][] log = model.LogProbabilities([.. prompt, .. text]);
            same.AddRange(text.Select((id, index) => Top(log[Prompt - 1 + index]) == id));
        }

        return same.Average(isSame => isSame ? 1.0 : 0.0);
    }

    private static int Top(double[] values) => Array.IndexOf(values, values.Max());

    private EvalOptions Options() => _scene.Options with
    {
        Texts = [_scene.WriteIds("text.jsonl", Ids)],
        Prompts = 4,
        NewTokens = Tokens,
        DraftTokens = 3,
    };
}
