using System.Globalization;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>Opening a model reads its graph and none of its weights.</summary>
public sealed class LazinessTests : IDisposable
{
    private const int Tensors = 300;
    private const int TensorSizeInBytes = 7 * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TwoGigabytesInside_Opened_AreNotRead()
    {
        string path = WriteSparse();
        Open(path);
        long read = ThreadReads();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        ProcessorTime time = new();

        int tensors = Open(path);

        double seconds = time.Seconds;
        Assert.Equal(Tensors, tensors);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 1, 50_000_000);
        Assert.InRange(ThreadReads() - read, 0, 5_000_000);
        Assert.InRange(seconds, 0, 0.5);
    }

    [Fact]
    public void TwoGigabytesInside_Parsed_AskForTheirHeadersOnly()
    {
        using CountingSource source = new(WriteSparse());

        Model model = ModelReader.Read(new(source, 0, source.Length));

        Assert.Equal((long)Tensors * TensorSizeInBytes, model.Tensors.Sum(tensor => tensor.SizeInBytes));
        Assert.InRange(source.BytesRead, 1, 200_000);
    }

    private static int Open(string path)
    {
        using Model model = Model.Open(path);
        return model.Tensors.Count();
    }

    /// <summary>Bytes that the thread has asked the operating system for; 0 where it does not tell.</summary>
    private static long ThreadReads()
    {
        const string counters = "/proc/thread-self/io";
        string? line = File.Exists(counters)
            ? File.ReadLines(counters).FirstOrDefault(text => text.StartsWith("rchar: ", StringComparison.Ordinal))
            : null;
        return line is null ? 0 : long.Parse(line["rchar: ".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>A model of 2 GB that takes a few hundred kilobytes of disk: its weights are holes.</summary>
    private string WriteSparse()
    {
        string path = _folder.Combine("model.onnx");
        using FileStream file = File.Create(path);
        byte[] header =
            new TensorProto { DataType = 1, Dims = { TensorSizeInBytes / 4 }, Name = "weight.000" }.ToByteArray();
        byte[] raw = Tag(9, TensorSizeInBytes);
        byte[] initializer = Tag(5, header.Length + raw.Length + TensorSizeInBytes);
        long graphLength = (long)Tensors * (initializer.Length + header.Length + raw.Length + TensorSizeInBytes);
        file.Write(Tag(7, graphLength));
        for (int number = 0; number < Tensors; number++)
        {
            file.Write(initializer);
            file.Write(new TensorProto { DataType = 1, Dims = { TensorSizeInBytes / 4 }, Name = $"weight.{number:000}" }
                .ToByteArray());
            file.Write(raw);
            file.Seek(TensorSizeInBytes, SeekOrigin.Current);
        }

        file.SetLength(file.Position);
        return path;
    }

    private static byte[] Tag(int number, long length)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteInt64(length);
        }

        return stream.ToArray();
    }
}
