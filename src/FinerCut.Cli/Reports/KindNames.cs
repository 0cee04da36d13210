using FinerCut.Decoders;

namespace FinerCut.Cli.Reports;

/// <summary>The words for kinds of sublayers.</summary>
internal static class KindNames
{
    /// <summary>The word for a kind, at the beginning of a line.</summary>
    /// <param name="kind">The kind.</param>
    public static string LabelOf(SublayerKind kind) => kind switch
    {
        SublayerKind.Attention => "Attention",
        SublayerKind.Mixer => "Mixer",
        SublayerKind.Ffn => "FFN",
        _ => "Input",
    };
}
