using System.Numerics.Tensors;

namespace FinerCut.Distances;

/// <summary>Sums over vectors of logits in float64, block by block, so that nothing leaves the first-level
/// cache.</summary>
internal static class DoubleBlocks
{
    private const int Block = 512;

    /// <summary>The sum of the squares.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Span<double> wide = stackalloc double[Block];
        double sum = 0;
        for (int start = 0; start < values.Length; start += Block)
        {
            Span<double> block = wide[..Math.Min(Block, values.Length - start)];
            TensorPrimitives.ConvertSaturating(values.Slice(start, block.Length), block);
            sum += TensorPrimitives.SumOfSquares<double>(block);
        }

        return sum;
    }

    /// <summary>The sum of the squares of <c>first·firstScale − second·secondScale</c>.</summary>
    public static double SquaredDistance(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, double firstScale, double secondScale)
    {
        Span<double> wideFirst = stackalloc double[Block];
        Span<double> wideSecond = stackalloc double[Block];
        double sum = 0;
        for (int start = 0; start < first.Length; start += Block)
        {
            Span<double> a = wideFirst[..Math.Min(Block, first.Length - start)];
            Span<double> b = wideSecond[..a.Length];
            TensorPrimitives.ConvertSaturating(first.Slice(start, a.Length), a);
            TensorPrimitives.ConvertSaturating(second.Slice(start, b.Length), b);
            TensorPrimitives.Multiply(a, firstScale, a);
            TensorPrimitives.Multiply(b, secondScale, b);
            TensorPrimitives.Subtract<double>(a, b, a);
            sum += TensorPrimitives.SumOfSquares<double>(a);
        }

        return sum;
    }
}
