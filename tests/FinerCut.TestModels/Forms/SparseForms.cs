using System.Runtime.InteropServices;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes weights as sparse initializers.</summary>
internal static class SparseForms
{
    /// <summary>Makes sparse ones of all float matrices; every other one has an index for each axis, the others one for
    /// each element.</summary>
    public static void Apply(ModelProto model)
    {
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            List<TensorProto> matrices = [.. graph.Initializer.Where(IsMatrix)];
            foreach ((int index, TensorProto matrix) in matrices.Index())
            {
                graph.Initializer.Remove(matrix);
                graph.SparseInitializer.Add(Of(matrix, hasAxes: index % 2 == 0));
            }
        }
    }

    /// <summary>The elements of a matrix that are not zero.</summary>
    public static SparseTensorProto Of(TensorProto matrix, bool hasAxes)
    {
        float[] elements = MemoryMarshal.Cast<byte, float>(matrix.RawData.Span).ToArray();
        long[] places = [.. elements.Index().Where(pair => pair.Item != 0).Select(pair => (long)pair.Index)];
        long columns = matrix.Dims[1];
        long[] byAxes = [.. places.SelectMany(place => new[] { place / columns, place % columns })];
        TensorProto values = Tensors.Of([.. places.Select(place => elements[place])], places.Length);
        values.Name = matrix.Name;
        TensorProto indices = hasAxes ? Tensors.Of(byAxes, places.Length, 2) : Tensors.Of(places, places.Length);
        return new() { Values = values, Indices = indices, Dims = { matrix.Dims } };
    }

    private static bool IsMatrix(TensorProto tensor) =>
        tensor is { DataType: (int)DataType.Float, HasRawData: true, Dims.Count: 2 };
}
