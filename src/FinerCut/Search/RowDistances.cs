using System.Numerics.Tensors;
using FinerCut.Distances;
using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>Compares the ends of streams with those of the dense model: by logits, or by shorter vectors where these say the same.</summary>
internal sealed class RowDistances : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly LogitDistance _distance;
    private readonly WorkMeter _work;
    private readonly List<float[]> _denseLogits = [];
    private readonly List<float[]> _denseVectors = [];
    private AffineHead? _affine;
    private float[] _logits = [];

    /// <param name="decoder">The dense model.</param>
    /// <param name="distance">The metric.</param>
    /// <param name="work">Counts what is done.</param>
    public RowDistances(SegmentedDecoder decoder, LogitDistance distance, WorkMeter work)
    {
        (_decoder, _distance, _work) = (decoder, distance, work);
        _affine = _distance.Metric is DistanceMetric.Angular or DistanceMetric.Norm ? decoder.OpenAffine() : null;
    }

    /// <summary>Takes the dense model's answer to the next row.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Some logits are not numbers; negative infinity, which masks a word, may be there.</exception>
    public void AddDense(OrtValue end, Row row)
    {
        if (_affine is { Width: 0 })
        {
            Learn(_affine, end, row);
        }

        if (_affine is not null)
        {
            _denseVectors.Add(Project(_affine, end, row));
        }
        else
        {
            _denseLogits.Add(_decoder.Logits(end, row));
            _work.AddHead(row.Length);
            _logits = _logits.Length < _denseLogits[^1].Length ? new float[_denseLogits[^1].Length] : _logits;
        }

        float[] dense = _denseLogits.Count > 0 ? _denseLogits[^1] : _denseVectors[^1];
        if (!float.IsFinite(TensorPrimitives.Max<float>(dense)))
        {
            throw SearchErrors.DenseNotFinite(Math.Max(_denseLogits.Count, _denseVectors.Count) - 1);
        }
    }

    /// <summary>The distance of a row by the metric.</summary>
    /// <param name="index">Which row.</param>
    /// <param name="end">The pruned stream after the last stage.</param>
    /// <param name="row">The row.</param>
    public double Of(int index, OrtValue end, Row row)
    {
        if (_affine is not null)
        {
            return _distance.Row(_denseVectors[index], Project(_affine, end, row), _affine.Width);
        }

        Memory<float> logits = _logits.AsMemory(0, _denseLogits[index].Length);
        _decoder.Logits(end, row, logits);
        _work.AddHead(row.Length);
        return _distance.Row(_denseLogits[index], logits, _decoder.Vocabulary);
    }

    public void Dispose() => _affine?.Dispose();

    private void Learn(AffineHead affine, OrtValue end, Row row)
    {
        if (affine.TryLearn(end, row))
        {
            _work.AddMap(affine.Width);
        }
        else
        {
            affine.Dispose();
            _affine = null;
        }
    }

    private float[] Project(AffineHead affine, OrtValue end, Row row)
    {
        _work.AddProjection(affine.Width, row.Length);
        return affine.Project(end, row);
    }
}
