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
    private readonly LogitDistance _angle;
    private readonly WorkMeter _work;
    private readonly bool _isOfVectors;
    private readonly List<float[]> _denseLogits = [];
    private readonly List<float[]> _denseVectors = [];
    private AffineHead? _affine;
    private float[] _logits = [];

    /// <param name="decoder">The dense model.</param>
    /// <param name="settings">The metric; a lazy search wants quick distances too.</param>
    /// <param name="work">Counts what is done.</param>
    public RowDistances(SegmentedDecoder decoder, SearchSettings settings, WorkMeter work)
    {
        (_decoder, _distance, _work) = (decoder, settings.Distance, work);
        _isOfVectors = _distance.Metric is DistanceMetric.Angular or DistanceMetric.Norm;
        _angle = LogitDistance.Create(DistanceMetric.Angular, decoder.Threads);
        _affine = _isOfVectors || (settings.Method == SearchMethod.Lazy && !settings.ScoreAll) ? decoder.OpenAffine() : null;
    }

    /// <summary>Whether a distance without logits tells about one with them.</summary>
    public bool HasQuick => _affine is not null && !_isOfVectors;

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

        if (_affine is null || !_isOfVectors)
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
        if (_affine is not null && _isOfVectors)
        {
            return _distance.Row(_denseVectors[index], Project(_affine, end, row), _affine.Width);
        }

        Memory<float> logits = _logits.AsMemory(0, _denseLogits[index].Length);
        _decoder.Logits(end, row, logits);
        _work.AddHead(row.Length);
        return _distance.Row(_denseLogits[index], logits, _decoder.Vocabulary);
    }

    /// <summary>The square of the angle between logits, which grows about as the other metrics do.</summary>
    public double QuickOf(int index, OrtValue end, Row row)
    {
        double angle = _angle.Row(_denseVectors[index], Project(_affine!, end, row), _affine!.Width);
        return angle * angle;
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
