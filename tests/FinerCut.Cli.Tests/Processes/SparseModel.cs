using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>A single-file model whose embedding is a hole in the file: large to read, small on disk.</summary>
internal static class SparseModel
{
    private const int GraphField = 7;
    private const int InitializerField = 5;
    private const int RawDataField = 9;

    /// <summary>Writes a tiny decoder with an embedding of about as many bytes as wanted, before all other parts of the
    /// graph.</summary>
    /// <returns>The path of <c>model.onnx</c>.</returns>
    public static string Write(string folder, long embeddingBytes)
    {
        TinyDecoder decoder = TinyDecoder.Write(folder);
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(decoder.ModelPath));
        GraphProto graph = model.Graph;
        TensorProto embedding = graph.Initializer.Single(tensor => tensor.Name == "model.embed_tokens.weight");
        graph.Initializer.Remove(embedding);
        model.Graph = null;
        embedding.Dims[0] = (embeddingBytes + (4 * embedding.Dims[1]) - 1) / (4 * embedding.Dims[1]);
        long rawLength = 4 * embedding.Dims[0] * embedding.Dims[1];
        embedding.ClearRawData();

        byte[] tensor = [.. embedding.ToByteArray(), .. Header(RawDataField, rawLength)];
        byte[] initializer = [.. Header(InitializerField, tensor.Length + rawLength), .. tensor];
        byte[] rest = graph.ToByteArray();
        using FileStream file = File.Create(decoder.ModelPath);
        file.Write(Header(GraphField, initializer.Length + rawLength + rest.Length));
        file.Write(initializer);
        file.Seek(rawLength, SeekOrigin.Current);
        file.Write(rest);
        file.Write(model.ToByteArray());
        return decoder.ModelPath;
    }

    /// <summary>Tag and length of a field of bytes.</summary>
    private static byte[] Header(int field, long length)
    {
        List<byte> bytes = [(byte)((field << 3) | 2)];
        for (; length >= 0x80; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        return [.. bytes, (byte)length];
    }
}
