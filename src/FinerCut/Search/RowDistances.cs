using System.Numerics.Tensors;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>Compares the ends of streams with those of the dense model: by logits, or by shorter vectors where these say the same.</summary>
internal sealed class RowDistances : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly LogitDistance _distance;
    private readonly int _blockTokens;
    private readonly WorkMeter _work;
    private readonly AnswerStore _dense;
    private AffineHead? _affine;
    private float[] _answer = [];

    /// <param name="decoder">The dense model.</param>
    /// <param name="settings">The metric, and how finely to tell distances.</param>
    /// <param name="dense">Keeps the dense model's answers.</param>
    /// <param name="work">Counts what is done.</param>
    public RowDistances(SegmentedDecoder decoder, SearchSettings settings, AnswerStore dense, WorkMeter work)
    {
        (_decoder, _distance, _blockTokens, _dense, _work) = (decoder, settings.Distance, settings.BlockTokens, dense, work);
        _affine = _distance.Metric is DistanceMetric.Angular or DistanceMetric.Norm ? decoder.OpenAffine() : null;
    }

    /// <summary>Takes the dense model's answer to the next row.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Some logits are not numbers; negative infinity, which masks a word, may be there.</exception>
    public void AddDense(OrtValue end, Row row)
    {
        _decoder.EnsureLastPosition(end, row);
        if (_affine is { Width: 0 })
        {
            Learn(_affine, end, row);
        }

        float[] answer = _affine is null ? Logits(end, row) : Project(_affine, end, row, new float[row.Length * _affine.Width]);
        if (!float.IsFinite(TensorPrimitives.Max<float>(answer)))
        {
            throw SearchErrors.DenseNotFinite(_dense.Count);
        }

        _dense.Add(answer);
    }

    /// <summary>What the tokens of a row add to its distance by the metric; see <see cref="LogitDistance.Profile"/>.</summary>
    /// <param name="index">Which row.</param>
    /// <param name="end">The pruned stream after the last segment.</param>
    /// <param name="row">The row, or its first tokens.</param>
    /// <param name="rowLength">Tokens in the whole row.</param>
    public double[] Of(int index, OrtValue end, Row row, int rowLength)
    {
        (ReadOnlyMemory<float> dense, ReadOnlyMemory<float> answer) = Answers(index, end, row, rowLength);
        return _distance.Profile(dense, answer, dense.Length / row.Length, rowLength, _blockTokens);
    }

    /// <summary>Whether the dense model answers to the first tokens of a row as it does to the whole row.</summary>
    /// <param name="index">Which row.</param>
    /// <param name="end">The dense stream of these tokens after the last segment.</param>
    /// <param name="start">The first tokens of the row.</param>
    /// <param name="rowLength">Tokens in the whole row.</param>
    public bool AgreesWithDense(int index, OrtValue end, Row start, int rowLength)
    {
        (ReadOnlyMemory<float> dense, ReadOnlyMemory<float> answer) = Answers(index, end, start, rowLength);
        return StreamStart.Agree(answer.Span, dense.Span, start.Length);
    }

    public void Dispose() => _affine?.Dispose();

    /// <summary>The dense model's answer to the tokens of a row, and that of a stream, valid until the next call.</summary>
    private (ReadOnlyMemory<float> Dense, ReadOnlyMemory<float> Answer) Answers(int index, OrtValue end, Row row, int rowLength)
    {
        ReadOnlyMemory<float> dense = _dense.At(index);
        dense = dense[..(int)((long)dense.Length * row.Length / rowLength)];
        _answer = _answer.Length < dense.Length ? new float[dense.Length] : _answer;
        Memory<float> answer = _answer.AsMemory(0, dense.Length);
        if (_affine is not null)
        {
            Project(_affine, end, row, _answer);
            return (dense, answer);
        }

        _decoder.Logits(end, row, answer);
        _work.AddHead(row.Length);
        return (dense, answer);
    }

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

    private float[] Logits(OrtValue end, Row row)
    {
        _work.AddHead(row.Length);
        return _decoder.Logits(end, row);
    }

    private float[] Project(AffineHead affine, OrtValue end, Row row, float[] vectors)
    {
        _work.AddProjection(affine.Width, row.Length);
        affine.Project(end, row, vectors);
        return vectors;
    }
}
