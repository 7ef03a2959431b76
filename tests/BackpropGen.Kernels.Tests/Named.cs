using System;
using System.Numerics;

namespace BackpropGen.Kernels.Tests;

/// <summary>The vector functions by name.</summary>
internal static class Vectors
{
    internal static Func<Vector<T>, Vector<T>> Of<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "Exp" => VectorMath.Exp,
            "Expm1" => VectorMath.Expm1,
            "Log" => VectorMath.Log,
            "Log1p" => VectorMath.Log1p,
            "Tanh" => VectorMath.Tanh,
            "Sigmoid" => VectorMath.Sigmoid,
            "Softplus" => VectorMath.Softplus,
            "NormalDensity" => VectorMath.NormalDensity,
            "Erf" => VectorMath.Erf,
            "Erfc" => VectorMath.Erfc,
            "Sin" => VectorMath.Sin,
            "Cos" => VectorMath.Cos,
            "Tan" => VectorMath.Tan,
            "Asin" => VectorMath.Asin,
            "Acos" => VectorMath.Acos,
            "Atan" => VectorMath.Atan,
            "Sinh" => VectorMath.Sinh,
            "Cosh" => VectorMath.Cosh,
            "Asinh" => VectorMath.Asinh,
            "Acosh" => VectorMath.Acosh,
            "Atanh" => VectorMath.Atanh,
            "Cbrt" => VectorMath.Cbrt,
            "Sqrt" => VectorMath.Sqrt,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
        };
}

/// <summary>The scalar functions by name.</summary>
internal static class Scalar
{
    internal static Func<double, double> OfDouble(string name) => name switch
    {
        "Expm1" => ScalarMath.Expm1,
        "Log1p" => ScalarMath.Log1p,
        "Sigmoid" => ScalarMath.Sigmoid,
        "Softplus" => ScalarMath.Softplus,
        "NormalDensity" => ScalarMath.NormalDensity,
        "Erf" => ScalarMath.Erf,
        "Erfc" => ScalarMath.Erfc,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
    };

    internal static Func<float, float> OfSingle(string name) => name switch
    {
        "Expm1" => ScalarMath.Expm1,
        "Log1p" => ScalarMath.Log1p,
        "Sigmoid" => ScalarMath.Sigmoid,
        "Softplus" => ScalarMath.Softplus,
        "NormalDensity" => ScalarMath.NormalDensity,
        "Erf" => ScalarMath.Erf,
        "Erfc" => ScalarMath.Erfc,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
    };
}

/// <summary>Units in the last place.</summary>
internal static class Ulp
{
    internal static double Of(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    internal static double Of(float x) => (double)MathF.BitIncrement(MathF.Abs(x)) - MathF.Abs(x);
}
