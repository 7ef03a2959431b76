using System;
using System.Linq;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>Determinants by cofactors, as one writes them: a recursion over the rows, each minor a choice of columns.</summary>
internal static partial class Determinant
{
    private static readonly double[] Matrix = [.. Enumerable.Range(0, 64).Select(static i => Math.Sin(1 + (i * i)))];
    private static readonly double[] Matrices = [.. Enumerable.Range(0, 64 * Count).Select(static i => Math.Sin(1 + (i * i)))];
    private static readonly double[] Values = new double[Count];
    private static readonly double[] Gradient = new double[64];
    private static readonly double[] Gradients = new double[64 * Count];

    /// <summary>The number of matrices in a batch; not a power of two, whose columns would meet in one set of the cache.</summary>
    public const int Count = 248;

    /// <summary>The determinant of a matrix, row by row.</summary>
    [Differentiable(BackpropGen.Derivatives.First | BackpropGen.Derivatives.Batched)]
    public static double Of6([Shape(36)] ReadOnlySpan<double> matrix) => Cofactors(matrix, 6, 0, 0);

    /// <summary>The determinant of a matrix, row by row.</summary>
    [Differentiable(BackpropGen.Derivatives.First | BackpropGen.Derivatives.Batched)]
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

    /// <summary>The determinants of 6 × 6 matrices as the recursion computes them, some times.</summary>
    public static void Recurse6(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Values[0] = Of6(Matrix.AsSpan(0, 36));
        }
    }

    /// <summary>Value and gradient of one, some times.</summary>
    public static void Differentiate6(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Values[0] = Of6Gradient(Matrix.AsSpan(0, 36), Gradient.AsSpan(0, 36));
        }
    }

    /// <summary>The values of all, minors shared, some times.</summary>
    public static void EvaluateBatch6(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Of6(Count, Matrices.AsSpan(0, 36 * Count), Values);
        }
    }

    /// <summary>Values and gradients of all, some times.</summary>
    public static void DifferentiateBatch6(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Of6Gradient(Count, Matrices.AsSpan(0, 36 * Count), Values, Gradients.AsSpan(0, 36 * Count));
        }
    }

    /// <summary>The determinants of 8 × 8 matrices as the recursion computes them, some times.</summary>
    public static void Recurse8(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Values[0] = Of8(Matrix.AsSpan(0, 64));
        }
    }

    /// <summary>Value and gradient of one, some times.</summary>
    public static void Differentiate8(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Values[0] = Of8Gradient(Matrix.AsSpan(0, 64), Gradient.AsSpan(0, 64));
        }
    }

    /// <summary>The values of all, minors shared, some times.</summary>
    public static void EvaluateBatch8(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Of8(Count, Matrices.AsSpan(0, 64 * Count), Values);
        }
    }

    /// <summary>Values and gradients of all, some times.</summary>
    public static void DifferentiateBatch8(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Of8Gradient(Count, Matrices.AsSpan(0, 64 * Count), Values, Gradients.AsSpan(0, 64 * Count));
        }
    }
}
