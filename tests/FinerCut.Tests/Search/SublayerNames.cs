using FinerCut.Decoders;
using FinerCut.Onnx;

namespace FinerCut.Tests.Search;

/// <summary>The names of a made-up model, and what the tests of this folder ask of errors.</summary>
internal static class SublayerNames
{
    internal static IReadOnlyList<SublayerName> OfLayers(int layers) =>
    [
        .. Enumerable.Range(0, layers)
            .SelectMany(layer =>
                new SublayerName[] { new(layer, SublayerKind.Attention), new(layer, SublayerKind.Ffn) }),
    ];

    internal static void Refused(string code, Action action, params string[] words)
    {
        DiagnosticException refusal = Assert.Throws<DiagnosticException>(action);
        Assert.Equal(code, refusal.Code);
        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }
}
