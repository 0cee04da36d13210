using FinerCut.Execution;

namespace FinerCut.Evaluation;

/// <summary>Samples that have passed all sublayers of a model and wait for its head.</summary>
internal sealed class SampleStreams : IDisposable
{
    private readonly EvaluatedModel _model;
    private readonly List<PreparedSample> _samples = [];
    private readonly IReadOnlyList<ForwardPass> _passes = [];

    /// <param name="model">The model.</param>
    /// <param name="samples">Token ids of each.</param>
    public SampleStreams(EvaluatedModel model, IReadOnlyList<int[]> samples)
    {
        _model = model;
        try
        {
            _samples.AddRange(samples.Select(ids => model.Decoder.Prepare(ids)));
            _passes = ForwardPass.RunToEnd(model.Decoder, _samples, model.Removed);
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
    public Memory<float> ReadLogits(int index)
    {
        ForwardPass pass = _passes[index];
        if (_model.Vocabulary == 0)
        {
            return pass.ReadLogits();
        }

        Memory<float> logits = _model.Room(pass.Sample.Length * _model.Vocabulary);
        pass.ReadLogits(logits);
        return logits;
    }

    /// <summary>Gives their memory back.</summary>
    public void Dispose()
    {
        foreach (IDisposable value in _passes.Concat<IDisposable>(_samples))
        {
            value.Dispose();
        }

        _samples.Clear();
    }
}
