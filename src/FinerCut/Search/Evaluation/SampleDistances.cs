using System.Numerics.Tensors;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;

namespace FinerCut.Search.Evaluation;

/// <summary>Compares the ends of streams with those of the dense model: by logits, or by shorter vectors where these
/// say the same.</summary>
internal sealed class SampleDistances : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly LogitDistance _distance;
    private readonly int _blockTokens;
    private readonly WorkMeter _work;
    private readonly DenseLogits _dense;
    private AffineHead? _affine;
    private float[] _answer = [];

    /// <param name="decoder">The dense model.</param>
    /// <param name="settings">The metric, and how finely to tell distances.</param>
    /// <param name="dense">Keeps the dense model's answers.</param>
    /// <param name="work">Counts what is done.</param>
    public SampleDistances(SegmentedDecoder decoder, EvaluationSettings settings, DenseLogits dense, WorkMeter work)
    {
        (_decoder, _distance, _blockTokens, _dense, _work) =
            (decoder, settings.Distance, settings.BlockTokens, dense, work);
        _affine = _distance.Metric is DistanceMetric.Angular or DistanceMetric.Norm ? decoder.OpenAffine() : null;
    }

    /// <summary>Takes the dense model's answer to the next sample.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Some logits are not numbers; negative infinity, which masks
    /// a word, may be there.</exception>
    public void AddDense(ForwardPass pass)
    {
        PreparedSample sample = pass.Sample;
        _decoder.EnsureLastPosition(pass.Stream, sample);
        if (_affine is { Width: 0 })
        {
            Learn(_affine, pass);
        }

        float[] answer = _affine is null
            ? ReadLogits(pass)
            : Project(_affine, pass, new float[sample.Length * _affine.Width]);
        if (!float.IsFinite(TensorPrimitives.Max<float>(answer)))
        {
            throw CandidateErrors.DenseNotFinite(_dense.Count);
        }

        _dense.Add(answer);
    }

    /// <summary>What the tokens of a sample add to its distance by the metric; see
    /// <see cref="LogitDistance.Profile"/>.</summary>
    /// <param name="index">Which sample.</param>
    /// <param name="pass">The pass of the sample, or of its first tokens, at the end of the pruned stream.</param>
    /// <param name="sampleLength">Tokens in the whole sample.</param>
    public double[] MeasureDistances(int index, ForwardPass pass, int sampleLength)
    {
        (ReadOnlyMemory<float> dense, ReadOnlyMemory<float> answer) = Answers(index, pass, sampleLength);
        return _distance.Profile(dense, answer, dense.Length / pass.Sample.Length, sampleLength, _blockTokens);
    }

    /// <summary>Whether the dense model answers to the first tokens of a sample as it does to the whole
    /// sample.</summary>
    /// <param name="index">Which sample.</param>
    /// <param name="pass">The pass of the first tokens at the end of the dense stream.</param>
    /// <param name="sampleLength">Tokens in the whole sample.</param>
    public bool AgreesWithDense(int index, ForwardPass pass, int sampleLength)
    {
        (ReadOnlyMemory<float> dense, ReadOnlyMemory<float> answer) = Answers(index, pass, sampleLength);
        return StreamStart.Agree(answer.Span, dense.Span, pass.Sample.Length);
    }

    public void Dispose() => _affine?.Dispose();

    /// <summary>The dense model's answer to the tokens of a sample, and that of a stream, valid until the next
    /// call.</summary>
    private (ReadOnlyMemory<float> Dense, ReadOnlyMemory<float> Answer) Answers(
        int index, ForwardPass pass, int sampleLength)
    {
        ReadOnlyMemory<float> dense = _dense.At(index);
        dense = dense[..(int)((long)dense.Length * pass.Sample.Length / sampleLength)];
        _answer = _answer.Length < dense.Length ? new float[dense.Length] : _answer;
        Memory<float> answer = _answer.AsMemory(0, dense.Length);
        if (_affine is not null)
        {
            Project(_affine, pass, _answer);
            return (dense, answer);
        }

        pass.ReadLogits(answer);
        _work.AddHead(pass.Sample.Length);
        return (dense, answer);
    }

    private void Learn(AffineHead affine, ForwardPass pass)
    {
        if (affine.TryLearn(pass.Stream, pass.Sample))
        {
            _work.AddMap(affine.Width);
        }
        else
        {
            affine.Dispose();
            _affine = null;
        }
    }

    private float[] ReadLogits(ForwardPass pass)
    {
        _work.AddHead(pass.Sample.Length);
        return pass.ReadLogits();
    }

    private float[] Project(AffineHead affine, ForwardPass pass, float[] vectors)
    {
        _work.AddProjection(affine.Width, pass.Sample.Length);
        affine.Project(pass.Stream, pass.Sample, vectors);
        return vectors;
    }
}
