using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Opens models and checks what can be checked without reading weights.</summary>
internal static class ModelReader
{
    public static Model Open(string path)
    {
        FileByteSource source = new(path);
        try
        {
            if (source.Length == 0)
            {
                throw OnnxFileErrors.Empty(path);
            }

            Model model = new(ModelMessage.Read(new(source, 0, source.Length)));
            NodeOrder.Check(model.Graph, path);
            ExternalDataFiles.Check(model);
            model.Files = RealFiles.Of(model);
            model.DataAlignments = ExternalDataFiles.RangesOf(model).ToDictionary(file => file.Key, DataAlignment.Of);
            return model;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
