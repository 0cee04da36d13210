using FinerCut.Onnx.Functions;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Files;

/// <summary>Opens models and checks what can be checked without reading weights.</summary>
public static class ModelReader
{
    extension(Model)
    {
        /// <summary>Opens a model. Sizes of external data files are checked; weights are not read.</summary>
        /// <param name="path">The <c>.onnx</c> file.</param>
        /// <returns>The model.</returns>
        /// <exception cref="DiagnosticException">FC1001 to FC1010, FC1025 to FC1028, FC1061: the file is missing or
        /// damaged, or its external data is missing, short or outside its folder.</exception>
        public static Model Open(string path)
        {
            FileByteSource source = new(path);
            try
            {
                Model model = Read(new ByteRange(source, 0, source.Length));
                NodeOrder.Check(model.Graph, path);
                ExternalDataFiles.Check(model);
                model.Files = RealFiles.Find(model);
                return model;
            }
            catch
            {
                source.Dispose();
                throw;
            }
        }
    }

    /// <summary>Reads a model, calls of functions replaced by what the functions compute; nothing is asked of other
    /// files.</summary>
    /// <param name="range">The bytes of the model.</param>
    /// <exception cref="DiagnosticException">The bytes are no model.</exception>
    internal static Model Read(ByteRange range)
    {
        if (range.Length == 0)
        {
            throw MessageErrors.Empty(range.Source.Name);
        }

        ModelMessage message = ModelMessage.Read(range);
        FunctionCounts functions = FunctionInliner.Inline(message);
        return new Model(range, GraphBuilder.Build(message.Graph), message.Metadata)
        {
            IrVersion = message.IrVersion,
            ProducerName = message.ProducerName,
            ProducerVersion = message.ProducerVersion,
            OpsetImports = message.OpsetImports,
            Functions = functions,
        };
    }
}
