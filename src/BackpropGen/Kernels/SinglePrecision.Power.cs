using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>Powers of vectors of <see cref="float"/>.</summary>
internal static partial class SinglePrecision
{
    /// <summary>xʸ for finite x ≠ 0 and finite y, in double precision: what the logarithm loses there is far below a unit here.</summary>
    internal static Vector<float> Pow(Vector<float> x, Vector<float> y)
    {
        Vector.Widen(x, out Vector<double> x0, out Vector<double> x1);
        Vector.Widen(y, out Vector<double> y0, out Vector<double> y1);
        return Vector.Narrow(Pow(x0, y0), Pow(x1, y1));
    }

    private static Vector<double> Pow(Vector<double> x, Vector<double> y) =>
        DoublePrecision.WithSign(DoublePrecision.Exp(y * DoublePrecision.Log(Vector.Abs(x))), x, y);
}
