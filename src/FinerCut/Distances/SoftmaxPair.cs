using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FinerCut.Distances;

/// <summary>
/// The next-token distributions of both models at one position. The logarithm of a token's ratio comes from the logits,
/// in float64, and not from the probabilities: where these are nearly equal, float32 would keep none of its digits. An
/// error in the normalisation then counts only in its square, since the divergences are summed from terms that have
/// their minimum, 0, at equality.
/// </summary>
internal readonly ref struct SoftmaxPair
{
    private readonly ReadOnlySpan<float> _dense;
    private readonly ReadOnlySpan<float> _pruned;
    private readonly Span<float> _denseWeights;
    private readonly Span<float> _prunedWeights;
    private readonly float _denseScale;
    private readonly float _prunedScale;
    private readonly double _logShift;
    private readonly double _denseLogSum;
    private readonly double _prunedLogSum;

    /// <summary>Normalises both.</summary>
    /// <param name="dense">Shape <c>[vocabulary]</c>, raw logits.</param>
    /// <param name="pruned">Shape <c>[vocabulary]</c>, raw logits.</param>
    /// <param name="scratch">At least twice the vocabulary, overwritten.</param>
    public SoftmaxPair(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned, Span<float> scratch)
    {
        _dense = dense;
        _pruned = pruned;
        _denseWeights = scratch[..dense.Length];
        _prunedWeights = scratch.Slice(dense.Length, dense.Length);
        Exponentials p = Exponentials.Write(dense, _denseWeights);
        Exponentials q = Exponentials.Write(pruned, _prunedWeights);
        _denseScale = (float)(1 / p.Sum);
        _prunedScale = (float)(1 / q.Sum);
        _denseLogSum = p.LogSum;
        _prunedLogSum = q.LogSum;
        _logShift = (double)q.Maximum - p.Maximum + Math.Log(q.Sum / p.Sum);
    }

    /// <summary>The negative log-likelihood of a word in the dense model.</summary>
    /// <param name="word">Its id.</param>
    /// <returns>Nats, or NaN.</returns>
    public double DenseLoss(int word) => _denseLogSum - _dense[word];

    /// <summary>The same in the pruned model.</summary>
    /// <param name="word">Its id.</param>
    public double PrunedLoss(int word) => _prunedLogSum - _pruned[word];

    /// <summary>Adds up the terms of all words, in float64.</summary>
    /// <returns>Nats; NaN where one of the distributions has no number.</returns>
    public double Sum<TTerm>()
        where TTerm : struct, ITokenTerm
    {
        ReadOnlySpan<Vector<float>> dense = MemoryMarshal.Cast<float, Vector<float>>(_dense);
        ReadOnlySpan<Vector<float>> pruned = MemoryMarshal.Cast<float, Vector<float>>(_pruned)[..dense.Length];
        ReadOnlySpan<Vector<float>> p = MemoryMarshal.Cast<float, Vector<float>>(_denseWeights)[..dense.Length];
        ReadOnlySpan<Vector<float>> q = MemoryMarshal.Cast<float, Vector<float>>(_prunedWeights)[..dense.Length];
        Vector<double> sum = Vector<double>.Zero;
        for (int index = 0; index < dense.Length; index++)
        {
            Vector<float> logRatio = LogRatio(dense[index], pruned[index]);
            Vector.Widen(
                TTerm.ComputeTerm(p[index] * _denseScale, q[index] * _prunedScale, logRatio),
                out Vector<double> low,
                out Vector<double> high);
            sum += low + high;
        }

        return Math.Min(Vector.Sum(sum) + SumRemainder<TTerm>(dense.Length * Vector<float>.Count), TTerm.Maximum);
    }

    private double SumRemainder<TTerm>(int start)
        where TTerm : struct, ITokenTerm
    {
        Vector<float> p = Load(_denseWeights[start..]) * _denseScale;
        Vector<float> q = Load(_prunedWeights[start..]) * _prunedScale;
        return Vector.Sum(TTerm.ComputeTerm(p, q, LogRatio(Load(_dense[start..]), Load(_pruned[start..]))));
    }

    private static Vector<float> Load(ReadOnlySpan<float> remainder)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        padded.Clear();
        remainder.CopyTo(padded);
        return new Vector<float>(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> LogRatio(Vector<float> dense, Vector<float> pruned)
    {
        Vector.Widen(dense, out Vector<double> denseLow, out Vector<double> denseHigh);
        Vector.Widen(pruned, out Vector<double> prunedLow, out Vector<double> prunedHigh);
        Vector<double> shift = new(_logShift);
        return Vector.Narrow(prunedLow - denseLow - shift, prunedHigh - denseHigh - shift);
    }
}
