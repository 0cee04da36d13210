namespace FinerCut.TestModels.Decoders;

/// <summary>The angles of the rotary position embedding (Su et al. 2021, RoFormer), halves of a head paired as Llama
/// does.</summary>
internal static class RotaryAngles
{
    /// <summary>The angle, in radians, by which one position turns a pair.</summary>
    /// <param name="pair">The pair, 0 to half of the head size.</param>
    /// <param name="headSize">The head size.</param>
    public static double Frequency(int pair, int headSize) =>
        Math.Pow(TinyDecoderOptions.RopeTheta, -2.0 * pair / headSize);
}
