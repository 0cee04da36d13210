namespace FinerCut.Reports;

/// <summary>Reads what <c>finercut inspect</c> shows.</summary>
public static class ModelInspector
{
    /// <summary>Describes a model without reading its weights.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder that holds one.</param>
    /// <returns>The report.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The file is missing, damaged, or holds no decoder.</exception>
    public static ModelReport Inspect(string path) => throw new NotSupportedException(path);
}
