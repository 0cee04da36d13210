using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Tasks;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.Tests.Commands.Eval;

namespace FinerCut.Tests.Tasks;

/// <summary>Choices that share their beginning against runs of each choice alone.</summary>
public sealed class ChoiceScorerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int[][], int[]> Items => new()
    {
        { "one context", [[5, 9, 30, 41, 7], [5, 9, 30, 12], [5, 9, 30, 41]], [3, 3, 3] },
        { "one token each", [[5, 9, 30, 41], [5, 9, 30, 42]], [3, 3] },
        { "two contexts", [[5, 9, 30, 41, 7], [5, 9, 31, 41, 7], [5, 9, 31, 41, 7, 8]], [3, 3, 4] },
        { "nothing in common", [[5, 9, 30], [6, 9, 30], [6, 8, 30]], [1, 2, 1] },
        { "one context and a common start of choices", [[5, 9, 41, 7], [5, 9, 41, 8]], [2, 2] },
        { "a choice alone", [[5, 9, 41, 7]], [1] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Items))]
    public void Score_AnyItem_IsWhatEachChoiceAloneGives(string name, int[][] ids, int[] firsts)
    {
        TinyDecoder tiny = Write(TinyDecoderForm.OptimumLlama);
        Assert.All(Score(tiny, new HashSet<SublayerName>(), ids, firsts), pair =>
        {
            Assert.True(Math.Abs(pair.Expected - pair.Found.LogProbability) < 1e-4, name);
            Assert.Equal(pair.IsGreedy, pair.Found.IsGreedy);
        });
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Score_WithoutSublayers_IsWhatThePrunedFileGives(TinyDecoderForm form)
    {
        TinyDecoder tiny = Write(form);
        HashSet<SublayerName> removed = [SublayerName.Parse("0.attn"), SublayerName.Parse("2.ffn")];
        Assert.All(
            Score(tiny, removed, [[5, 9, 30, 41, 7], [5, 9, 30, 12]], [3, 3]),
            pair => Assert.Equal(pair.Expected, pair.Found.LogProbability, 1e-4));
    }

    [Fact]
    public void Score_MostLikelyTokens_IsGreedy()
    {
        TinyDecoder tiny = Write(TinyDecoderForm.OptimumLlama);
        using PlainModel plain = new(tiny.ModelPath);
        int[] ids = [5, 9, 30];
        for (int i = 0; i < 3; i++)
        {
            double[] last = plain.LogProbabilities(ids)[^1];
            ids = [.. ids, Array.IndexOf(last, last.Max())];
        }

        int[] other = [.. ids[..^1], (ids[^1] + 1) % 288];
        using ForkingDecoder decoder = Open(tiny, new HashSet<SublayerName>());
        Assert.Equal(
            [true, false],
            new ChoiceScorer(decoder).Score([new(ids, 3), new(other, 3)]).Select(score => score.IsGreedy));
    }

    private TinyDecoder Write(TinyDecoderForm form)
    {
        TinyDecoderOptions options = new() { Form = form };
        return TinyDecoder.Write(_folder.Combine("model"), options, TinyDecoderWeights.Random(options));
    }

    private static ForkingDecoder Open(TinyDecoder tiny, IReadOnlySet<SublayerName> removed) =>
        ForkingDecoder.Open(tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1), removed);

    private (double Expected, bool IsGreedy, ChoiceScore Found)[] Score(
        TinyDecoder tiny, HashSet<SublayerName> removed, int[][] ids, int[] firsts)
    {
        string path = removed.Count == 0 ? tiny.ModelPath : PrunedCopies.Write(
            tiny.ModelPath, [.. removed.Select(name => name.ToString())], _folder.Combine("pruned"));
        using PlainModel plain = new(path);
        using ForkingDecoder decoder = Open(tiny, removed);
        IReadOnlyList<ChoiceScore> scores =
            new ChoiceScorer(decoder).Score([.. ids.Zip(firsts, (tokens, first) => new EncodedChoice(tokens, first))]);
        return [.. ids.Index().Select(choice => (
            -plain.Losses(choice.Item, firsts[choice.Index]).Sum(),
            IsGreedy(plain, choice.Item, firsts[choice.Index]),
            scores[choice.Index]))];
    }

    private static bool IsGreedy(PlainModel plain, int[] ids, int first)
    {
        double[][] log = plain.LogProbabilities(ids);
        return Enumerable.Range(first, ids.Length - first)
            .All(token => Array.IndexOf(log[token - 1], log[token - 1].Max()) == ids[token]);
    }
}
