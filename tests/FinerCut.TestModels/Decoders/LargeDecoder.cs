using System.Runtime.InteropServices;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>A Llama decoder of real size with random weights in a data file, each at a multiple of 4,096 bytes; never
/// held in memory.</summary>
public static class LargeDecoder
{
    private const string DataFile = "model.onnx_data";
    private const long Alignment = 4096;
    private const int BlockLength = 1 << 20;

    /// <summary>The sizes of a decoder: 0.24 GB a layer, and 0.27 GB for the ends.</summary>
    /// <param name="layers">Number of layers; 25 take 6.3 GB.</param>
    public static TinyDecoderOptions Options(int layers) => new()
    {
        Layers = layers,
        Hidden = 2048,
        Heads = 16,
        KvHeads = 4,
        HeadSize = 128,
        FfnSize = 8192,
        Vocabulary = 16384,
        ContextLength = 2048,
    };

    /// <summary>Writes the decoder.</summary>
    /// <param name="folder">An existing folder with room.</param>
    /// <param name="options">Its sizes and seed.</param>
    /// <returns>The path of <c>model.onnx</c>.</returns>
    public static string Write(string folder, TinyDecoderOptions options)
    {
        TinyLayerWeights nothing = new()
        {
            InputNorm = [],
            Query = [],
            Key = [],
            Value = [],
            AttentionOutput = [],
            PostAttentionNorm = [],
            Gate = [],
            Up = [],
            Down = [],
        };
        ModelProto model = TinyDecoder.Build(
            options, new TinyDecoderWeights
            {
                Embedding = [],
                Layers = [.. Enumerable.Repeat(nothing, options.Layers)],
                FinalNorm = [],
                Head = []
            });
        TinyConfiguration.Write(options, folder);
        float[] block = Block(options.Seed);
        using (FileStream data = File.Create(Path.Combine(folder, DataFile)))
        {
            foreach ((int index, TensorProto tensor) in model.Graph.Initializer
                .Index()
                .Where(item => item.Item.RawData.IsEmpty))
            {
                MoveOut(tensor, data, (block, index));
            }
        }

        string path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private static void MoveOut(TensorProto tensor, FileStream data, (float[] Block, int Index) source)
    {
        data.SetLength((data.Length + Alignment - 1) / Alignment * Alignment);
        data.Seek(0, SeekOrigin.End);
        long length = tensor.Dims.Aggregate(1L, (product, size) => product * size);
        foreach ((string key, string value) in new[]
        {
            ("location", DataFile),
            ("offset", $"{data.Position}"),
            ("length", $"{length * sizeof(float)}")
        })
        {
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        tensor.DataLocation = DataLocation.External;
        tensor.ClearRawData();
        bool isNorm = tensor.Dims.Count == 1;
        bool isEmbedding = tensor.Name.Contains("embed", StringComparison.Ordinal);
        float scale = isNorm ? 0.2f : isEmbedding ? 1 : 1 / MathF.Sqrt(tensor.Dims[0]);
        Fill(data, length, (source.Block, source.Index, scale, isNorm ? 1 : 0));
    }

    /// <summary>The same block again and again, from another place for each tensor: what counts is that all of it has
    /// to be read.</summary>
    private static void Fill(FileStream data, long length, (float[] Block, int Index, float Scale, float Mean) values)
    {
        float[] scaled = Array.ConvertAll(values.Block, value => (value * values.Scale) + values.Mean);
        int start = (int)((values.Index * 7919L) % BlockLength);
        for (long done = 0; done < length;)
        {
            int part = (int)Math.Min(length - done, BlockLength - start);
            data.Write(MemoryMarshal.AsBytes(scaled.AsSpan(start, part)));
            (done, start) = (done + part, (start + part + 13) % BlockLength);
        }
    }

    private static float[] Block(int seed)
    {
        RandomWeights random = new(seed);
        return random.Matrix(1, BlockLength);
    }
}
