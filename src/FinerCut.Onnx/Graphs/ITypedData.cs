namespace FinerCut.Onnx.Graphs;

/// <summary>Numbers of a tensor that a file stores one by one; they are read when somebody asks.</summary>
internal interface ITypedData
{
    /// <summary>Reads integers.</summary>
    /// <returns>All of them, in the order of the file.</returns>
    IReadOnlyList<long> ReadIntegers();

    /// <summary>Reads floats.</summary>
    /// <returns>All of them, in the order of the file.</returns>
    IReadOnlyList<double> ReadFloats();
}
