using System;
using System.Linq;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>Determinants by cofactors, as one writes them: a recursion over the rows, each minor a choice of columns.</summary>
internal static partial class Determinant
{
    private static readonly double[] Matrix = [.. Enumerable.Range(0, 64).Select(static i => Math.Sin(1 + (i * i)))];
    private static readonly double[] Gradient = new double[64];

    /// <summary>What was computed last.</summary>
    public static double Value { get; private set; }

    /// <summary>The determinant of a matrix, row by row.</summary>
    [Differentiable]
    public static double Of6([Shape(36)] ReadOnlySpan<double> matrix) => Cofactors(matrix, 6, 0, 0);

    /// <summary>The determinant of a matrix, row by row.</summary>
    [Differentiable]
    public static double Of8([Shape(64)] ReadOnlySpan<double> matrix) => Cofactors(matrix, 8, 0, 0);

    /// <summary>The determinant of the rows from one on and the columns that are not taken.</summary>
    private static double Cofactors(ReadOnlySpan<double> matrix, int size, int row, int taken)
    {
        if (row == size)
        {
            return 1;
        }

        double sum = 0, sign = 1;
        for (int column = 0; column < size; column++)
        {
            if ((taken & (1 << column)) == 0)
            {
                sum += sign * matrix[row * size + column] * Cofactors(matrix, size, row + 1, taken | (1 << column));
                sign = -sign;
            }
        }

        return sum;
    }
}
