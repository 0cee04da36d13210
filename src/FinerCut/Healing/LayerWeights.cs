using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>Reads and changes the weights of an open model.</summary>
/// <param name="model">The model; from now on it has the changed weights.</param>
/// <param name="changed">Collects them.</param>
internal sealed class LayerWeights(Model model, HealedWeights changed)
{
    /// <summary>Reads W of a layer.</summary>
    /// <returns>Shape <c>[inputs, outputs]</c>.</returns>
    public float[] Read(LinearLayer layer)
    {
        float[] numbers = Read(layer.Weight);
        return layer.IsTransposed ? Transpose(numbers, layer.Outputs, layer.Inputs) : numbers;
    }

    /// <summary>Gives a layer another W.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weights">Shape <c>[inputs, outputs]</c>.</param>
    public void Write(LinearLayer layer, float[] weights) =>
        Write(layer.Weight, layer.IsTransposed ? Transpose(weights, layer.Inputs, layer.Outputs) : weights);

    /// <summary>Reads the elements of an initializer.</summary>
    public float[] Read(Value weight) =>
        ElementBytes.ToFloats(WeightPlace.Read(model, weight.Initializer!), weight.Initializer!.ElementType);

    /// <summary>Gives an initializer other elements.</summary>
    public void Write(Value weight, float[] numbers)
    {
        byte[] content = ElementBytes.FromFloats(numbers, weight.Initializer!.ElementType);
        changed.Set(weight.Name, content);
        HealedWeights.Apply(model, weight.Name, content);
    }

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        float[] result = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return result;
    }
}
