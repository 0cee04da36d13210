using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>Says where outputs go that later runs read.</summary>
internal static class ValuePlaces
{
    /// <summary>Numbers go to the device. Lengths and shapes stay with the host: operators read them there.</summary>
    /// <param name="memory">Where values live.</param>
    /// <param name="name">The name of the output.</param>
    /// <param name="type">Its type and shape.</param>
    public static OutputPlace PlaceOutput(IValueMemory memory, string name, NodeMetadata type)
    {
        bool isNumber = type.ElementDataType is TensorElementType.Float or TensorElementType.Float16
            or TensorElementType.BFloat16 or TensorElementType.Double;
        bool isOnDevice = isNumber || type.Dimensions.Length > 1;
        return new OutputPlace(name, isOnDevice ? memory.Info : OrtMemoryInfo.DefaultInstance);
    }
}
