using FinerCut.TestModels;
using FinerCut.TestModels.Execution;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>What a model on disk predicts, by plain sums in float64: nothing of the tool is in it.</summary>
internal sealed class PlainModel : IDisposable
{
    private readonly OnnxRunner _runner;

    public PlainModel(string path) => _runner = OnnxRunner.Open(path);

    /// <summary>Natural logarithms of the next token's probabilities, for each position of a sample.</summary>
    public double[][] LogProbabilities(int[] ids)
    {
        LogitsArray logits = _runner.Prefill([ids]);
        return [.. Enumerable.Range(0, ids.Length).Select(position => LogSoftmax(logits.At(0, position).ToArray()))];
    }

    /// <summary>Losses of the tokens from one on.</summary>
    public double[] Losses(int[] ids, int first = 1)
    {
        double[][] log = LogProbabilities(ids);
        return [.. Enumerable.Range(first, ids.Length - first).Select(token => -log[token - 1][ids[token]])];
    }

    public void Dispose() => _runner.Dispose();

    private static double[] LogSoftmax(float[] logits)
    {
        double maximum = logits.Max();
        double logSum = maximum + Math.Log(logits.Sum(logit => Math.Exp(logit - maximum)));
        return [.. logits.Select(logit => logit - logSum)];
    }
}
