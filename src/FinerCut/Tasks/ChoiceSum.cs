using System.Numerics.Tensors;
using FinerCut.Evaluation;

namespace FinerCut.Tasks;

/// <summary>Adds up what a model thinks of the tokens of a choice.</summary>
/// <param name="choice">The choice.</param>
internal sealed class ChoiceSum(EncodedChoice choice)
{
    private double _sum;
    private bool _isGreedy = true;
    private int _token = choice.First;

    /// <summary>The score of the tokens so far.</summary>
    public ChoiceScore Score => new(_sum, _isGreedy, choice.Tokens);

    /// <summary>Takes the logits of the next token of the continuation.</summary>
    /// <param name="logits">Shape <c>[vocabulary]</c>.</param>
    /// <param name="scratch">At least the vocabulary, overwritten.</param>
    public void Add(ReadOnlySpan<float> logits, Span<float> scratch)
    {
        int id = choice.Ids[_token++];
        _sum -= NextTokenLoss.Loss(logits, id, scratch);
        _isGreedy &= TensorPrimitives.IndexOfMax(logits) == id;
    }
}
