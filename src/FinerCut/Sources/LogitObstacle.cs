using FinerCut.Decoders;
using FinerCut.Onnx;

namespace FinerCut.Sources;

/// <summary>Tells before anything runs whether a model gives what a search compares.</summary>
internal static class LogitObstacle
{
    /// <summary>Refuses a model without logits.</summary>
    /// <exception cref="DiagnosticException">FC2043 or FC2066: the model gives hidden states, or
    /// probabilities.</exception>
    public static void Refuse(DecoderMap map)
    {
        if (!map.HasHead)
        {
            throw SourceErrors.NoLogits(map.Model.Path, map.Logits.Name);
        }

        if (map.GivesProbabilities)
        {
            throw DecoderErrors.Probabilities(map.Model.Path, map.Logits.Name, DecoderErrors.SearchOfLogits);
        }
    }
}
