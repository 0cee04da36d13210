using FinerCut.Calibration;
using FinerCut.Plans;
using FinerCut.Sources;

namespace FinerCut.Commands.Prune;

/// <summary>What is done with parts of an order while the dense model is open.</summary>
internal interface IOrderTrial
{
    /// <summary>Looks, before the search, whether all that is needed is there.</summary>
    /// <param name="source">The model.</param>
    /// <param name="tokens">Reads texts with the model's tokenizer.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Something is missing.</exception>
    void Prepare(SourceModel source, TokenSource tokens);

    /// <summary>Tries parts of the order that was found.</summary>
    /// <param name="order">The order, and the model.</param>
    /// <returns>The plan of the whole order with what was learnt of it.</returns>
    PruningPlan Try(FoundOrder order);
}
