using FinerCut.Execution;
using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Healing;

/// <summary>Multiplies matrices on the CPU by ONNX Runtime, which does so faster than .NET; not for several
/// threads.</summary>
internal sealed class MatrixProduct : IDisposable
{
    private const string Output = "output";

    private static readonly string[] Inputs = ["left", "right"];

    private readonly BoundSession _plain;
    private readonly BoundSession _transposed;

    /// <param name="threads">Threads of the runtime.</param>
    public MatrixProduct(int threads)
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, threads);
        _plain = new BoundSession(sessions.Open(ModelOf(transposesLeft: false)));
        _transposed = new BoundSession(sessions.Open(ModelOf(transposesLeft: true)));
    }

    /// <summary>left · right.</summary>
    /// <param name="left">Shape <c>[rows, inner]</c>.</param>
    /// <param name="right">Shape <c>[inner, columns]</c>.</param>
    /// <param name="inner">Length of what is summed over.</param>
    /// <param name="result">Shape <c>[rows, columns]</c>.</param>
    public void Multiply(Memory<float> left, Memory<float> right, int inner, Memory<float> result) => Run(
        _plain,
        (left, [left.Length / inner, inner]),
        (right, [inner, right.Length / inner]),
        (result, [left.Length / inner, right.Length / inner]));

    /// <summary>leftᵀ · right.</summary>
    /// <param name="left">Shape <c>[inner, rows]</c>.</param>
    /// <param name="right">Shape <c>[inner, columns]</c>.</param>
    /// <param name="inner">Length of what is summed over.</param>
    /// <param name="result">Shape <c>[rows, columns]</c>.</param>
    public void MultiplyTransposed(Memory<float> left, Memory<float> right, int inner, Memory<float> result) => Run(
        _transposed,
        (left, [inner, left.Length / inner]),
        (right, [inner, right.Length / inner]),
        (result, [left.Length / inner, right.Length / inner]));

    public void Dispose()
    {
        _plain.Dispose();
        _transposed.Dispose();
    }

    private static byte[] ModelOf(bool transposesLeft) => new OperatorModel("Gemm")
    {
        Inputs = [.. Inputs.Select(name => (name, TensorElementType.Float))],
        Output = (Output, TensorElementType.Float),
        Attributes = [("transA", transposesLeft ? 1 : 0)],
    }.ToBytes();

    private static void Run(
        BoundSession session,
        (Memory<float> Numbers, long[] Shape) left,
        (Memory<float> Numbers, long[] Shape) right,
        (Memory<float> Numbers, long[] Shape) result)
    {
        using OrtValue a = ValueOf(left);
        using OrtValue b = ValueOf(right);
        using OrtValue c = ValueOf(result);
        session.RunModel(Inputs, [a, b], Output, c);
    }

    private static OrtValue ValueOf((Memory<float> Numbers, long[] Shape) matrix) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, matrix.Numbers, matrix.Shape);
}
