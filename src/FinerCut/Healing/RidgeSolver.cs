using System.Numerics.Tensors;

namespace FinerCut.Healing;

/// <summary>Solves (A + λI) X = B by Cholesky's decomposition in float64.</summary>
/// <remarks>Rows of L and of the transposed right side are contiguous, so that all inner loops are dot products or sums
/// of two rows.</remarks>
internal sealed class RidgeSolver
{
    private const int Block = 48;
    private const int ColumnsAtOnce = 16;

    private readonly double[] _factor;
    private readonly int _size;
    private readonly ParallelOptions _parallel;

    /// <summary>Decomposes A + λI.</summary>
    /// <param name="gram">A, shape <c>[size, size]</c>, symmetric.</param>
    /// <param name="ridge">λ, larger than 0.</param>
    /// <param name="threads">Threads to work on.</param>
    public RidgeSolver(ReadOnlySpan<double> gram, double ridge, int threads)
    {
        _size = (int)Math.Sqrt(gram.Length);
        _factor = gram.ToArray();
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        for (int i = 0; i < _size; i++)
        {
            _factor[(i * _size) + i] += ridge;
        }

        Decompose();
    }

    /// <summary>Solves for a right side.</summary>
    /// <param name="right">B, shape <c>[size, columns]</c>.</param>
    /// <returns>X, shape <c>[size, columns]</c>.</returns>
    public double[] Solve(double[] right)
    {
        int columns = right.Length / _size;
        double[] result = new double[right.Length];
        Parallel.For(0, (columns + ColumnsAtOnce - 1) / ColumnsAtOnce, _parallel, group =>
        {
            int first = group * ColumnsAtOnce;
            int count = Math.Min(ColumnsAtOnce, columns - first);
            double[] x = new double[count * _size];
            for (int row = 0; row < _size; row++)
            {
                for (int column = 0; column < count; column++)
                {
                    x[(column * _size) + row] = right[((long)row * columns) + first + column];
                }
            }

            Substitute(x, count);
            for (int row = 0; row < _size; row++)
            {
                for (int column = 0; column < count; column++)
                {
                    result[((long)row * columns) + first + column] = x[(column * _size) + row];
                }
            }
        });
        return result;
    }

    private Span<double> Row(int row, int length) => _factor.AsSpan(row * _size, length);

    private void Decompose()
    {
        for (int first = 0; first < _size; first += Block)
        {
            int end = Math.Min(first + Block, _size);
            for (int row = first; row < end; row++)
            {
                FillRow(row, first, row);
                Span<double> own = Row(row, row);
                double rest = _factor[(row * _size) + row] - TensorPrimitives.SumOfSquares<double>(own);
                _factor[(row * _size) + row] = Math.Sqrt(Math.Max(rest, double.Epsilon));
            }

            Parallel.For(end, _size, _parallel, row => FillRow(row, first, end));
        }
    }

    /// <summary>Computes the elements of a row of L in some columns.</summary>
    private void FillRow(int row, int first, int end)
    {
        for (int column = first; column < end; column++)
        {
            double dot = TensorPrimitives.Dot<double>(Row(row, column), Row(column, column));
            int index = (row * _size) + column;
            _factor[index] = (_factor[index] - dot) / _factor[(column * _size) + column];
        }
    }

    private void Substitute(double[] x, int count)
    {
        for (int row = 0; row < _size; row++)
        {
            ReadOnlySpan<double> factor = Row(row, row);
            double diagonal = _factor[(row * _size) + row];
            for (int column = 0; column < count; column++)
            {
                int start = column * _size;
                x[start + row] = (x[start + row] - TensorPrimitives.Dot(factor, x.AsSpan(start, row))) / diagonal;
            }
        }

        for (int row = _size - 1; row >= 0; row--)
        {
            ReadOnlySpan<double> factor = Row(row, row);
            double diagonal = _factor[(row * _size) + row];
            for (int column = 0; column < count; column++)
            {
                Span<double> before = x.AsSpan(column * _size, row);
                double value = x[(column * _size) + row] / diagonal;
                x[(column * _size) + row] = value;
                TensorPrimitives.MultiplyAdd(factor, -value, before, before);
            }
        }
    }
}
