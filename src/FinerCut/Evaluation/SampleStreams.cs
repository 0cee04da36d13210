using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Evaluation;

/// <summary>Samples that have passed all sublayers of a model and wait for its head.</summary>
internal sealed class SampleStreams : IDisposable
{
    private readonly EvaluatedModel _model;
    private readonly List<PreparedSample> _samples = [];
    private readonly IReadOnlyList<OrtValue> _streams = [];

    /// <param name="model">The model.</param>
    /// <param name="samples">Token ids of each.</param>
    public SampleStreams(EvaluatedModel model, IReadOnlyList<int[]> samples)
    {
        _model = model;
        try
        {
            _samples.AddRange(samples.Select(ids => model.Decoder.Prepare(ids)));
            _streams = model.Decoder.RunToEnd(_samples, model.Removed);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Computes the logits of one sample.</summary>
    /// <param name="index">Its 0-based place.</param>
    /// <returns>Shape <c>[tokens, vocabulary]</c>; until the logits of another sample of the model are asked
    /// for.</returns>
    public ReadOnlyMemory<float> Logits(int index)
    {
        SegmentedDecoder decoder = _model.Decoder;
        PreparedSample sample = _samples[index];
        if (decoder.Vocabulary == 0)
        {
            return decoder.Logits(_streams[index], sample);
        }

        Memory<float> logits = _model.Room(sample.Length * decoder.Vocabulary);
        decoder.Logits(_streams[index], sample, logits);
        return logits;
    }

    /// <summary>Gives their memory back.</summary>
    public void Dispose()
    {
        foreach ((int index, PreparedSample sample) in _samples.Index())
        {
            if (_streams.Count > index && _streams[index] != sample.Start)
            {
                _streams[index].Dispose();
            }

            sample.Dispose();
        }

        _samples.Clear();
    }
}
