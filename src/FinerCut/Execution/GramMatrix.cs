using System.Numerics.Tensors;

namespace FinerCut.Execution;

/// <summary>All products of the columns of [W b], for an affine map h to W·h + b that can only be asked for its
/// values.</summary>
/// <param name="Map">Values of shape <c>[states, width]</c> for states of shape <c>[states, hidden]</c>.</param>
/// <param name="Hidden">Length of a state.</param>
/// <param name="Threads">Threads to work on.</param>
internal sealed record GramMatrix(Func<float[], float[]> Map, int Hidden, int Threads)
{
    private const long LargestBlockInBytes = 256L << 20;
    private const double SmallestShare = 1e-12;
    private const int Stretch = 512;

    /// <summary>The upper triangular R with RᵀR = [W b]ᵀ[W b].</summary>
    /// <returns>Each row from its diagonal on; zeros where the map has no such direction.</returns>
    public float[][] Factor()
    {
        double[][] gram = Products();
        double smallest = SmallestShare * gram.Index().Max(row => row.Item[row.Index]);
        for (int row = 0; row < gram.Length; row++)
        {
            double[] pivot = gram[row];
            double diagonal = pivot[row] > smallest ? Math.Sqrt(pivot[row]) : 0;
            TensorPrimitives.Multiply(pivot.AsSpan(row), diagonal == 0 ? 0 : 1 / diagonal, pivot.AsSpan(row));
            for (int later = row + 1; later < gram.Length; later++)
            {
                TensorPrimitives.MultiplyAdd(
                    pivot.AsSpan(later), -pivot[later], gram[later].AsSpan(later), gram[later].AsSpan(later));
            }
        }

        return [.. gram.Index().Select(row => Array.ConvertAll(row.Item[row.Index..], value => (float)value))];
    }

    /// <summary>The upper triangle, block by block, so that a wide map is never held whole.</summary>
    private double[][] Products()
    {
        double[][] gram = [.. Enumerable.Range(0, Hidden + 1).Select(_ => new double[Hidden + 1])];
        float[] bias = Map(new float[Hidden]);
        int size = (int)Math.Clamp(LargestBlockInBytes / sizeof(float) / bias.Length, 1, Hidden);
        for (int first = 0; first < Hidden; first += size)
        {
            float[][] columns = Columns(first, size, bias);
            Multiply(gram, (first, columns), (first, columns));
            Multiply(gram, (first, columns), (Hidden, [bias]));
            for (int second = first + size; second < Hidden; second += size)
            {
                Multiply(gram, (first, columns), (second, Columns(second, size, bias)));
            }
        }

        gram[Hidden][Hidden] = Product(bias, bias);
        return gram;
    }

    /// <summary>The columns of W from one on: the values of unit vectors without the bias.</summary>
    private float[][] Columns(int first, int size, float[] bias)
    {
        int count = Math.Min(size, Hidden - first);
        float[] units = new float[count * Hidden];
        for (int i = 0; i < count; i++)
        {
            units[(i * Hidden) + first + i] = 1;
        }

        float[] values = Map(units);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] column = values[(i * bias.Length)..((i + 1) * bias.Length)];
            TensorPrimitives.Subtract<float>(column, bias, column);
            return column;
        })];
    }

    private void Multiply(double[][] gram, (int Start, float[][] Columns) left, (int Start, float[][] Columns) right) =>
        Parallel.For(0, left.Columns.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i =>
        {
            for (int j = Math.Max(0, left.Start + i - right.Start); j < right.Columns.Length; j++)
            {
                gram[left.Start + i][right.Start + j] = Product(left.Columns[i], right.Columns[j]);
            }
        });

    /// <summary>In float32 over short stretches, summed in float64.</summary>
    private static double Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int start = 0; start < a.Length; start += Stretch)
        {
            int length = Math.Min(Stretch, a.Length - start);
            sum += TensorPrimitives.Dot(a.Slice(start, length), b.Slice(start, length));
        }

        return sum;
    }
}
