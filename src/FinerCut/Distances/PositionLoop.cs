using System.Buffers;

namespace FinerCut.Distances;

/// <summary>Shares the positions of a sample among threads, so that the result does not depend on their
/// number.</summary>
internal static class PositionLoop
{
    /// <summary>Computes one value for each position.</summary>
    /// <param name="positions">How many.</param>
    /// <param name="threads">How many threads at most, the caller's among them.</param>
    /// <param name="scratchLength">How many elements of scratch a position needs.</param>
    /// <param name="value">Called once for each position, from several threads.</param>
    /// <returns>The values in the order of the positions.</returns>
    public static double[] ComputePositions(int positions, int threads, int scratchLength, PositionValue value)
    {
        double[] values = new double[positions];
        if (Math.Min(threads, positions) <= 1)
        {
            float[] scratch = Rent(scratchLength);
            for (int position = 0; position < positions; position++)
            {
                values[position] = value(position, scratch);
            }

            Return(scratch);
            return values;
        }

        Parallel.For(
            0,
            positions,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => Rent(scratchLength),
            (position, _, scratch) =>
            {
                values[position] = value(position, scratch);
                return scratch;
            },
            Return);
        return values;
    }

    /// <summary>Adds the values up, first to last.</summary>
    public static double SumInOrder(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static float[] Rent(int length) => ArrayPool<float>.Shared.Rent(length);

    private static void Return(float[] scratch) => ArrayPool<float>.Shared.Return(scratch);
}
