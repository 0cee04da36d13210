namespace FinerCut.TestModels.Decoders;

/// <summary>Where a tiny model's weights lie.</summary>
public enum WeightStorage
{
    /// <summary>In the <c>.onnx</c> file.</summary>
    SingleFile,

    /// <summary>In one file beside it, one right after the other.</summary>
    ExternalPacked,

    /// <summary>In one file beside it, each at a multiple of 4,096 bytes.</summary>
    ExternalAligned,
}
